"""The mail that thanks the school. In Danish, whatever language the sender works in."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from knowledge.choices import Addresses, GoesOn, Keepsakes
from knowledge.models import Closure
from samarbejde.lib.danish import format_day


def compose_thanks(closure: Closure, *, to_name: str, sender) -> tuple[str, str]:
    """Return subject and text: thanks, what becomes of pictures and addresses, and the door that stays open."""
    collaboration = closure.collaboration
    with translation.override(settings.LANGUAGE_CODE):
        day = format_day(closure.tidy_by) if closure.tidy_by else ""
        names = {"title": collaboration.title, "name": to_name, "day": day, "place": str(collaboration.institution)}
        parts = [
            _("Dear %(name)s") % names if to_name else _("Dear all"),
            _("Thank you for working with us on “%(title)s”. We have been glad of it.") % names,
            _pictures(closure) % names,
            _("We delete the names and addresses we no longer need.") if closure.addresses == Addresses.DELETE else "",
            _("We look forward to going on.") if closure.goes_on == GoesOn.RENEW else _("Do write to us again."),
            f"{_('Kind regards')}\n{sender}\n{names['place']}",
        ]
        return _("Thank you for “%(title)s”") % names, "\n\n".join(filter(None, parts))


def _pictures(closure: Closure) -> str:
    texts = {
        Keepsakes.DELETE: _("We delete the pictures and film we have, by %(day)s."),
        Keepsakes.HAND_OVER: _("You get the pictures and what the pupils made, and we delete ours by %(day)s."),
        Keepsakes.KEEP: _("We keep the pictures as we agreed with those who are in them."),
    }
    return texts.get(closure.keepsakes, "")
