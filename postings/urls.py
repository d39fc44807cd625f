"""The public pages."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path, re_path

from postings.api import views as api
from postings.sitemaps import SITEMAPS
from postings.views import alerts, feeds, insight, report
from postings.views.apply import apply
from postings.views.choices import choices
from postings.views.company import company
from postings.views.complete import complete
from postings.views.device import preferences, saved
from postings.views.invitation import invitation
from postings.views.posting import posting
from postings.views.privacy import privacy
from postings.views.reminder import reminder
from postings.views.robots import robots
from postings.views.role_postings import role_postings
from postings.views.save import save
from postings.views.search import search

app_name = "postings"

urlpatterns = [
    path("", search, name="search"),
    path("saved/", saved, name="saved"),
    path("saved/<int:pk>/", save, name="save"),
    path("preferences/", preferences, name="preferences"),
    path("privacy/", privacy, name="privacy"),
    path("complete/", complete, name="complete"),
    path("choose/<slug:name>/", choices, name="choices"),
    path("jobs/<int:pk>/apply/", apply, name="apply"),
    path("jobs/<int:pk>/report/", report.report, name="report"),
    path("jobs/<int:pk>/report/sent/", report.sent, name="report_sent"),
    path("jobs/<int:pk>/<slug:slug>/", posting, name="posting"),
    path("companies/", insight.companies, name="companies"),
    path("companies/<slug:slug>/", company, name="company"),
    path("roles/", insight.roles, name="roles"),
    path("roles/<slug:slug>/", insight.role, name="role"),
    path("roles/<slug:slug>/postings/", role_postings, name="role_postings"),
    path("roles/<slug:slug>/<slug:seniority>/", insight.role, name="role_level"),
    path("skills/", insight.skills, name="skills"),
    path("skills/<slug:slug>/", insight.skill, name="skill"),
    path("places/", insight.places, name="places"),
    path("places/<slug:slug>/", insight.place, name="place"),
    path("feed.atom", feeds.atom, name="feed_atom"),
    path("feed.json", feeds.json_feed, name="feed_json"),
    path("alerts/", alerts.subscribe, name="alerts"),
    path("alerts/asked/", alerts.asked, name="alert_asked"),
    path("alerts/confirm/<token>/", alerts.confirm, name="alert_confirm"),
    path("alerts/stop/<token>/", alerts.unsubscribe, name="alert_unsubscribe"),
    path("invitations/<token>/", invitation, name="invitation"),
    path("reminders/<token>/", reminder, name="reminder"),
    path("api/", api.about, name="api"),
    path("api/v1/openapi.json", api.openapi, name="api_openapi"),
    path("api/v1/postings", api.postings, name="api_postings"),
    path("api/v1/postings/<int:pk>", api.posting, name="api_posting"),
    path("api/v1/facets", api.facets, name="api_facets"),
    path("api/v1/roles/<slug:slug>", api.role, name="api_role"),
    re_path(r"^api/(?P<rest>(?s:.+))$", api.nothing, name="api_nothing"),  # line breaks too
    path("robots.txt", robots, name="robots"),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "postings:sitemap"},
        name="sitemaps",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
