"""All settings. They come from the environment; README.md lists the variables.

There are two modes, and one variable that chooses:

* **local** (the default): safe on one's own machine. A key of its own, made at the first start and kept in
  the data directory; answers to local names only; plain HTTP.
* **production** (``PRODUCTION=1``): refuses to start without ``SECRET_KEY`` and ``ALLOWED_HOSTS``; HTTPS
  only.

Any variable ``X`` may be given as ``X_FILE`` instead, the path of a file that holds the value.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from jobboard.database import database_settings
from jobboard.logs import logging_settings
from jobboard.mail import mailer_settings
from jobboard.secret_key import local_secret_key
from postings.branding import NAME

env = environ.FileAwareEnv()
BASE_DIR = Path(__file__).resolve().parent.parent

PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data"))).absolute()
"""Where this machine keeps what is its own: the embedded database, the search index, collected static files.
"""

if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG and PRODUCTION cannot both be on: unset one of them.")
    if missing := [name for name in ("SECRET_KEY", "ALLOWED_HOSTS") if not env.str(name, default="")]:
        raise ImproperlyConfigured(f"PRODUCTION=1 needs {' and '.join(missing)} in the environment.")
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
"""Scheme and host for addresses in mails and feeds made outside a request, such as ``https://jobs.example``.
"""

SITE_OPERATOR = env.str("SITE_OPERATOR", default="")
"""Who answers for this site, as the page about privacy names them."""
SITE_CONTACT = env.str("SITE_CONTACT", default="").strip()
"""How to reach them: an e-mail address, or the address of a page."""
if SITE_CONTACT and "@" not in SITE_CONTACT and not SITE_CONTACT.startswith(("https://", "http://")):
    raise ImproperlyConfigured(f"SITE_CONTACT is an e-mail or a web address, not {SITE_CONTACT!r}.")

# -- application -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "jobboard.accounts.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "jobboard.accounts",
    "django_filters",
    "django_tasks_db",
    "pgtrigger",
    "postings",
]

MIDDLEWARE = [
    "jobboard.middleware.RequestIdMiddleware",
    "jobboard.middleware.RequestSizeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "jobboard.middleware.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # it pads each answer by chance, so lengths tell no secret
    "jobboard.middleware.DatabaseAwayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "jobboard.urls"
WSGI_APPLICATION = "jobboard.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["jobboard.template_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False  # one language: no look at catalogues for each number and address
USE_TZ = True

# -- stores ----------------------------------------------------------------------------------------

DATABASES = {
    "default": database_settings(
        DATA_DIR,
        url=env.str("DATABASE_URL", default=""),
        pool_size=env.int("DATABASE_POOL", default=0),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SEARCH_INDEX_DIR = Path(env.str("SEARCH_INDEX_DIR", default=str(DATA_DIR / "search-index"))).absolute()
"""A cache of the database that can be deleted at any time; on a local disk."""

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

DEFAULT_EMAIL_URL = "smtp://localhost:25" if PRODUCTION else "consolemail://"
MAILERS = {"default": mailer_settings(env.str("EMAIL_URL", default=DEFAULT_EMAIL_URL))}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="jobboard@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static"))).absolute()
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CHECK_APPLY_LINKS = env.bool("CHECK_APPLY_LINKS", default=True)
"""Ask the addresses to apply at that recruiters give, in the background, whether they still answer."""

# -- uploads: moderators send files of texts -------------------------------------------------------

REQUEST_MAX_BYTES = env.int("REQUEST_MAX_BYTES", default=200_000_000)
"""Longest body of a request, all files together."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 30_000_000  # bytes of form fields: a pasted text; files do not count
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # the review form of a text with hundreds of findings
DATA_UPLOAD_MAX_NUMBER_FILES = 12_000  # a folder of the 10,000 texts that an import takes
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes; longer files go to the temporary directory

# -- accounts --------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

SECOND_FACTOR = env.str("SECOND_FACTOR", default="nobody")
"""Who may come in only with a code of an authenticator app, which everybody may use: ``nobody``,
``moderators`` (and superusers) or ``everyone``."""
if SECOND_FACTOR not in {"nobody", "moderators", "everyone"}:
    raise ImproperlyConfigured(f"SECOND_FACTOR is nobody, moderators or everyone, not {SECOND_FACTOR!r}.")
OTP_TOTP_ISSUER = NAME

# Ten failures from one address within fifteen minutes close the login to that address for fifteen minutes. By
# address alone: locking a user name would let a stranger keep a moderator out. A success does not reset the
# count, or an attacker with an account of their own could go on guessing.
AXES_LOCKOUT_PARAMETERS = ["ip_address"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_DISABLE_ACCESS_LOG = True  # who logged in is in the admin's log; do not keep everybody's addresses
AXES_VERBOSE = False

# -- safety ----------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],  # Django's admin uses nonces; a page that asks for none gets none
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
PERMISSIONS_POLICY: dict[str, tuple[str, ...]] = {
    "browsing-topics": (),
    "camera": (),
    "display-capture": (),
    "geolocation": (),
    "microphone": (),
    "payment": (),
    "usb": (),
}
CSRF_FAILURE_VIEW = "jobboard.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_ENGINE = "jobboard.accounts.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
"""Addresses or networks of the proxies in front; their ``X-Forwarded-For`` and ``-Proto`` are believed."""

if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without the proxy
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
    SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # A browser takes this prefix from a secure page of this very host only.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

# -- logs ------------------------------------------------------------------------------------------

LOGGING = logging_settings(
    form=env.str("LOG_FORMAT", default="json" if PRODUCTION else "text"),
    level=env.str("LOG_LEVEL", default="INFO"),
)
