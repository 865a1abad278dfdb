"""How people get in: by invitation only, and admins with a second factor."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """Nobody signs up by themselves: an admin makes the user, and the user sets a password by mail."""
        return False

    def populate_username(self, request, user) -> None:
        """The e-mail address is the name one logs in by; there is no other."""
