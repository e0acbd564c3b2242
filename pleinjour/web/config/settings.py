"""Django's settings. Every choice an operator may make comes from the environment: `environment.py`."""

import os
import sys
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from pleinjour.web.config.environment import read_environment
from pleinjour.web.config.errors import SettingError

try:
    ENVIRONMENT = read_environment(os.environ)
except SettingError as error:
    sys.stderr.write(f"{error}\n")
    raise SystemExit(2) from None

PACKAGE = Path(__file__).resolve().parents[2]

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.public_url]
CSRF_FAILURE_VIEW = "pleinjour.web.ui.views.errors.csrf_failure"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "pleinjour.web.home",
    "pleinjour.web.observe",
    "pleinjour.web.decide",
    "pleinjour.web.publish",
    "pleinjour.web.registry",
    "pleinjour.web.organizations",
    "pleinjour.web.ui",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "pleinjour.web.config.security_headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Above the static files, which it compresses too. Random padding and masked tokens answer BREACH: decision 0018.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A GET of the API writes nothing; whoever calls is looked up before.
    "pleinjour.web.config.bearer.BearerMiddleware",
    "pleinjour.web.config.read_only.ReadOnlyGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "pleinjour.web.organizations.middleware.SignInMiddleware",
    "pleinjour.web.organizations.middleware.SecondFactorMiddleware",
    "pleinjour.web.organizations.middleware.RolesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pleinjour.web.config.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "pleinjour.web.config.urls"
WSGI_APPLICATION = "pleinjour.web.config.wsgi.application"
ASGI_APPLICATION = "pleinjour.web.config.asgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pleinjour.web.ui.context.interface",
            ],
        },
    }
]
FORM_RENDERER = "pleinjour.web.ui.forms.InterfaceRenderer"

DATABASES = {"default": ENVIRONMENT.database_url.as_django()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organizations.Account"
LOGIN_URL = "organizations:sign-in"
LOGIN_REDIRECT_URL = "home:index"
LOGOUT_REDIRECT_URL = "home:index"
PASSWORD_RESET_TIMEOUT = 60 * 60
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "display_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
OTP_TOTP_ISSUER = "Pleinjour"
# Attempts are counted by organizations.throttling, which says how long to wait; a second count would refuse in silence.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0

SESSION_COOKIE_AGE = ENVIRONMENT.session_hours * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.is_https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
# Messages travel in a signed cookie: showing one must not write in the database on a GET.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxy_count else None
SECURE_HSTS_SECONDS = ENVIRONMENT.hsts_seconds if ENVIRONMENT.is_https else 0
SECURE_SSL_REDIRECT = ENVIRONMENT.is_https
# Health checks come from the machine itself, in clear.
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français")), ("en", _("Anglais"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = ENVIRONMENT.time_zone
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# An upload stays in memory, or is streamed by its own page: what people bring is never written to disk as it came.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
# The largest piece of evidence, ten mebibytes, and what stands around it in its form.
FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20 + 2**16
# Six months of daily logs; the page that tells what was read carries their numbers in its address.
DATA_UPLOAD_MAX_NUMBER_FILES = 200

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if ENVIRONMENT.sends_email
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = ENVIRONMENT.email.host
EMAIL_PORT = ENVIRONMENT.email.port
EMAIL_HOST_USER = ENVIRONMENT.email.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.email.password
EMAIL_USE_TLS = ENVIRONMENT.email.security == "starttls"
EMAIL_USE_SSL = ENVIRONMENT.email.security == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email.from_

LOGGING_CONFIG = "pleinjour.web.config.logs.configure"
LOGGING = {"level": ENVIRONMENT.log_level}

PLEINJOUR_PUBLIC_URL = ENVIRONMENT.public_url
PLEINJOUR_SENDS_EMAIL = ENVIRONMENT.sends_email
PLEINJOUR_PROXY_COUNT = ENVIRONMENT.proxy_count
PLEINJOUR_DEMO = ENVIRONMENT.demo
PLEINJOUR_DROP_FOLDER = ENVIRONMENT.drop_folder
PLEINJOUR_DROP_SETTLE = ENVIRONMENT.drop_settle
PLEINJOUR_DESK_MONTHS = ENVIRONMENT.desk_months
PLEINJOUR_THRESHOLD = ENVIRONMENT.threshold
PLEINJOUR_HOME = ENVIRONMENT.home
PLEINJOUR_NAME = ENVIRONMENT.imprint.name
PLEINJOUR_PUBLISHER = ENVIRONMENT.imprint.publisher
PLEINJOUR_PUBLISHER_ADDRESS = ENVIRONMENT.imprint.publisher_address
PLEINJOUR_PUBLICATION_DIRECTOR = ENVIRONMENT.imprint.publication_director
PLEINJOUR_HOST = ENVIRONMENT.imprint.host
PLEINJOUR_CONTACT = ENVIRONMENT.imprint.contact
PLEINJOUR_SECURITY_CONTACT = ENVIRONMENT.imprint.security_contact
PLEINJOUR_SOURCE_URL = ENVIRONMENT.imprint.source_url
