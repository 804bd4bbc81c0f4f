"""The real settings, over a throw-away data folder with a key of its own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from conferral.vault import keyfile

# A developer's own CONFERRAL_* variables never reach the tests; DATABASE_URL chooses the database.
for name in [name for name in os.environ if name.startswith("CONFERRAL_")]:
    del os.environ[name]

SCRATCH = Path(tempfile.mkdtemp(prefix="conferral-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
os.environ["CONFERRAL_DATA"] = str(SCRATCH)
keyfile.create(SCRATCH / "conferral.key")
(SCRATCH / "static").mkdir()

from conferral.config.settings import *  # noqa: E402, F403

# A password that is slow to hash protects nobody here.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
