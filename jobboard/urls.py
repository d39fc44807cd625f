"""The site's URLs."""

from django.contrib import admin
from django.urls import include, path

from postings.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("", include("postings.urls")),
]

handler400 = "jobboard.errors.bad_request"
handler403 = "jobboard.errors.permission_denied"
handler404 = "jobboard.errors.not_found"
handler500 = "jobboard.errors.server_error"
