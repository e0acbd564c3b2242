"""Real password hashing is slow on purpose; tests do not need it."""

from typing import Final

QUICK_HASHERS: Final = ["django.contrib.auth.hashers.MD5PasswordHasher"]
