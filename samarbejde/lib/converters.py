"""Parts of addresses with a shape of their own."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class RegisterNumberConverter(StringConverter):
    """A school's number in the national register; words such as ”find” are other pages."""

    regex = "[0-9A-Z]{6}"


register_converter(RegisterNumberConverter, "register_number")
