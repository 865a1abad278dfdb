"""How people get in: by invitation only, few tries, and admins with a second factor."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit

TRIES_ON_THE_ACCOUNT = "login_anywhere"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """Nobody signs up by themselves: an admin makes the user, and the user sets a password by mail."""
        return False

    def populate_username(self, request, user) -> None:
        """The e-mail address is the name one logs in by; there is no other."""

    def pre_authenticate(self, request, **credentials) -> None:
        """Count tries by account and address, so that a stranger's guesses do not keep the owner out at once.

        Tries on one account from everywhere are counted too, with more room: many addresses guess no faster.
        """
        super().pre_authenticate(request, **credentials)
        account = credentials.get("email", "").lower()
        if not ratelimit.consume(request, app="allauth.account", action=TRIES_ON_THE_ACCOUNT, key=account):
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{ratelimit.get_ip(request)}"
