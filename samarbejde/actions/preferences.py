"""What a user decides about their own account; no business of anybody else's, so no event."""

from samarbejde.models import User


def update_profile(*, name: str, phone: str, language: str, theme: str, by: User) -> User:
    """Save one's own name, phone, language and colours."""
    by.name, by.phone, by.language, by.theme = name, phone, language, theme
    by.save(update_fields=["name", "phone", "language", "theme"])
    return by


def choose_language(*, language: str, by: User) -> User:
    """Remember the language on the user."""
    by.language = language
    by.save(update_fields=["language"])
    return by


def choose_theme(*, theme: str, by: User) -> User:
    """Remember the colours on the user."""
    by.theme = theme
    by.save(update_fields=["theme"])
    return by
