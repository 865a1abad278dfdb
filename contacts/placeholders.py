"""Flat placeholders in a campaign's text: {skole}, {navn} … Nothing but a word in braces, and nothing is computed."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KNOWN = {
    "skole": gettext_lazy("the school's name"),
    "navn": gettext_lazy("the person's name, or “all at” and the school"),
    "kommune": gettext_lazy("the school's municipality"),
    "by": gettext_lazy("the school's town"),
    "udbytte": gettext_lazy("what the school gets out of it, from the field above"),
    "sted": gettext_lazy("your place"),
    "afsender": gettext_lazy("you, who send it"),
}
PLACEHOLDER = re.compile(r"\{([^{}\n]{0,60})\}")


def complaints(text: str) -> list[str]:
    """Return what is wrong with the placeholders of ``text``, each as a sentence; nothing when it can be filled in."""
    known = ", ".join(f"{{{name}}}" for name in KNOWN)
    unknown = dict.fromkeys(name for name in PLACEHOLDER.findall(text) if name.strip().lower() not in KNOWN)
    found = [
        _("{%(name)s} is no field we know. You can use %(known)s.") % {"name": name, "known": known} for name in unknown
    ]
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        found.append(_("A brace { or } stands alone. Write a field as {skole}, with a brace on each side."))
    return found


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with each placeholder's value; values are never read for placeholders themselves."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1].strip().lower(), match[0]), text)


def uses(text: str, name: str) -> bool:
    """Return whether ``text`` has the placeholder called ``name``."""
    return name in {each.strip().lower() for each in PLACEHOLDER.findall(text)}
