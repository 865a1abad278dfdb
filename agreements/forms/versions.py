"""Choosing which texts to compare, and a day to look back to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.fields import day_field

DRAFT = "kladde"


class DayForm(forms.Form):
    all_optional = True
    use_required_attribute = False
    dag = day_field(_("What was agreed on"))


class CompareForm(forms.Form):
    """``fra`` and ``til`` are numbers of versions; ``til`` can be the working text too."""

    all_optional = True
    use_required_attribute = False
    fra = forms.ChoiceField(label=_("From"), required=False)
    til = forms.ChoiceField(label=_("To"), required=False)

    def __init__(self, data, *, numbers: list[int], **kwargs):
        given = {name: (data or {}).get(name, "") for name in ("fra", "til")}
        versions = [(str(number), _("Version %(number)s") % {"number": number}) for number in numbers]
        self.defaults = self._defaults([key for key, _label in versions])
        super().__init__({name: value or self.defaults[name] for name, value in given.items()}, **kwargs)
        self.fields["fra"].choices = versions
        self.fields["til"].choices = [*versions, (DRAFT, _("The draft"))]

    @staticmethod
    def _defaults(newest_first: list[str]) -> dict[str, str]:
        """The last two that were sent; with only one, that and the working text."""
        if len(newest_first) > 1:
            return {"fra": newest_first[1], "til": newest_first[0]}
        return {"fra": newest_first[0] if newest_first else "", "til": DRAFT}

    def chosen(self) -> tuple[str, str]:
        """Return what is asked for; what makes no sense is the last change."""
        values = self.cleaned_data if self.is_valid() else self.defaults
        return values["fra"], values["til"]
