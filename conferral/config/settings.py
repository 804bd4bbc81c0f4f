"""Django's settings, all decided from the environment and the key file."""

import os
from pathlib import Path

from django.contrib.messages import constants as message_levels

from conferral.config import env, logs
from conferral.vault import keyfile

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = env.read(os.environ)
DATA = ENVIRONMENT.data
DEMO = ENVIRONMENT.demo
DEBUG = ENVIRONMENT.debug
PLAIN_HTTP = DEMO or DEBUG

CONFERRAL_KEY_FILE = ENVIRONMENT.key_file
INSTALLATION_KEY = keyfile.load(CONFERRAL_KEY_FILE)
SECRET_KEY = INSTALLATION_KEY.derive("django").hex()
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "conferral.vault",
    "conferral.ui",
    "conferral.audit",
    "conferral.notices",
    "conferral.accounts",
    "conferral.partnerships",
    "conferral.people",
    "conferral.cases",
    "conferral.referrals",
    "conferral.meetings",
    "conferral.actions",
    "conferral.web",
]
MIDDLEWARE = [
    "conferral.web.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "conferral.web.middleware.SecondFactorWall",
]
ROOT_URLCONF = "conferral.config.urls"
WSGI_APPLICATION = "conferral.config.wsgi.application"
CSRF_FAILURE_VIEW = "conferral.web.errors.stale_form"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates", PACKAGE / "ui" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "conferral.ui.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "django_templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# ---- what is kept, and where ----
DATABASES = {"default": env.database(ENVIRONMENT, INSTALLATION_KEY.derive("database"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_throttle",
        # The default of 300 entries lets a flood push out other people's throttles.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# ---- language and time: instants are stored in UTC; pages say them in London's time ----
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# ---- static files ----
STATIC_URL = "/static/"
STATIC_ROOT = None  # served straight from the package, where the build puts them
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 24 * 60 * 60  # the pages' addresses of static files change with their content
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.woff2$"
WHITENOISE_ALLOW_ALL_ORIGINS = False

# ---- mail: errors are never mailed to anyone ----
ADMINS: list[tuple[str, str]] = []
DEFAULT_FROM_EMAIL = f"Conferral <conferral@{ALLOWED_HOSTS[0].strip('[]')}>"
globals().update(env.mail(ENVIRONMENT))

# ---- sessions, cookies, transport ----
SESSION_ENGINE = "conferral.web.sessions"
SESSION_COOKIE_NAME = "sid" if PLAIN_HTTP else "__Host-sid"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 15 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "csrf" if PLAIN_HTTP else "__Host-csrf"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MESSAGE_LEVEL = message_levels.INFO
if not PLAIN_HTTP:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The constant headers, HSTS among them, are all set by conferral.web.middleware.Headers.
SECURE_CONTENT_TYPE_NOSNIFF = False
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
SECURE_REFERRER_POLICY = None
SILENCED_SYSTEM_CHECKS = [f"security.W{number}" for number in ("002", "004", "006", "008", "022")]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# ---- sign-in: django-allauth, closed, with a second factor ----
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
PASSWORD_RESET_TIMEOUT = 30 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "panels"
ACCOUNT_ADAPTER = "conferral.web.accounts.adapters.ClosedAccounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the convenor vouches for each address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if PLAIN_HTTP else 1
MFA_ADAPTER = "conferral.web.accounts.adapters.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]  # "webauthn" joins in the safety issue
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Conferral"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 16

LOGGING = logs.logging(debug=DEBUG)
