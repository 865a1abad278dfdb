"""Buttons without a form of their own: what the action refuses is said on the next page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


@contextmanager
def tell_refusal(request: HttpRequest) -> Iterator[None]:
    """Turn a ValidationError into a message."""
    try:
        yield
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
