"""The WSGI application that the production server loads."""

import gc
import os
import signal

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from jobboard.postgres_keeper import die_with_parent
from postings.search import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobboard.settings")
application = get_wsgi_application()
if settings.TRUSTED_PROXIES:
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=settings.TRUSTED_PROXIES)

# `manage.py serve` leaves no process behind, not even when the web server above this worker is killed
# outright.
if os.environ.get("JOBBOARD_END_WITH_PARENT"):
    die_with_parent(signal.SIGTERM, of_self=True)()

warm_up()
# What stands here stays: a full collection in the middle of a request would walk through all of it.
gc.collect()
gc.freeze()
# A page makes tens of thousands of objects and hardly a circle of them, so looking for circles can be rare.
gc.set_threshold(20_000, 10, 10)
