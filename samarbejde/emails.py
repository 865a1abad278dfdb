"""The ground floor's own mails. In Danish, whatever language the sender works in."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samarbejde.lib.danish import format_day
from samarbejde.models import Link, Person


def compose_confirmation(person: Person, *, link: Link, token: str, sender) -> tuple[str, str]:
    """Return subject and text of the mail that asks somebody whether their details are still right."""
    with translation.override(settings.LANGUAGE_CODE):
        names = {"place": person.institution.name, "name": person.name, "day": format_day(link.expires)}
        address = f"{settings.SITE_URL}{reverse('samarbejde:person_exchange', args=[token])}"
        parts = [
            _("Dear %(name)s") % names,
            _("Once a year we ask those we work with whether what we have noted still holds: your post, your e-mail"
              " and phone, and how it suits you best to be contacted."),
            _("Have a look here. It takes a minute, and you need no account:"),
            address,
            _("If you have changed jobs, you can say so there too. The link is yours alone and works until %(day)s.")
            % names,
            f"{_('Kind regards')}\n{sender}\n{names['place']}",
        ]  # fmt: skip
        return _("Is this still right? Your details at %(place)s") % names, "\n\n".join(parts)
