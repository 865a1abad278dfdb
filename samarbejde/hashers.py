"""Argon2 at a memory cost a small server can bear."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ModestArgon2PasswordHasher(Argon2PasswordHasher):
    """19 MiB, two passes: the recommended floor. Django's 100 MiB lets eight parallel logins take 845 MB."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
