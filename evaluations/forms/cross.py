"""What the report across collaborations is narrowed to; the names are those of the list's filter."""

from crispy_forms.layout import Row
from django import forms
from django.db.models import Q, Value, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.cross.scope import Period, Scope
from samarbejde.access import institution_ids, sees_everything
from samarbejde.forms.collaborations import form_helper
from samarbejde.lib.weeks import school_year
from samarbejde.models import Format, Institution, Municipality, Subject

ANY = ("", _("All"))
YEARS_BACK = 6


class CrossReportForm(forms.Form):
    """Read from the address; a choice that is not offered is kept as it stands there."""

    all_optional = True

    periode = forms.ChoiceField(label=_("Period"), required=False)
    kommune = forms.ChoiceField(label=_("Municipality"), required=False)
    sted = forms.ChoiceField(label=_("Our place"), required=False)
    form = forms.ChoiceField(label=_("Form of collaboration"), required=False)
    fag = forms.ChoiceField(label=_("Subject"), required=False)

    def __init__(self, *, scope: Scope, user):
        chosen = dict(scope.pairs)
        super().__init__(initial=chosen | {"periode": "-".join(scope.period.pair)})
        self.fields["periode"].choices = _periods(scope.period)
        for name, rows in _options(user).items():
            self.fields[name].choices = _with_chosen([ANY, *rows], chosen.get(name, ""))
        if len(self.fields["sted"].choices) < 3:
            del self.fields["sted"]
        # Filters that came along from the list, and have no box here.
        self.kept = [(name, value) for name, value in scope.pairs if name not in self.fields]
        self.helper = form_helper()
        self.helper.layout = Row(*self.fields)


def _options(user) -> dict[str, list[tuple[str, str]]]:
    """Return {field: [(code, name)]}, each in its own order, in one query."""
    ours = Q(institution=None)
    if not sees_everything(user):
        ours |= Q(institution__in=institution_ids(user))
    rows = {
        "kommune": (Municipality.objects.filter(valid_to__isnull=True), "code", ["name_key", "pk"]),
        "sted": (Institution.objects.visible_to(user), "slug", ["name_key", "pk"]),
        "form": (Format.objects.filter(ours), "code", ["name", "pk"]),
        "fag": (Subject.objects.filter(valid_to__isnull=True), "code", ["name_key", "pk"]),
    }
    first, *others = [
        each.annotate(box=Value(name), place=Window(RowNumber(), order_by=order)).order_by()
        .values_list("box", "place", code, "name")
        for name, (each, code, order) in rows.items()
    ]  # fmt: skip
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in rows}
    for box, _number, value, name in sorted(first.union(*others, all=True)):
        found[box].append((value, name))
    return found


def _with_chosen(options: list, chosen: str) -> list:
    return options if chosen in [value for value, _label in options] else [*options, (chosen, chosen)]


def _periods(period: Period) -> list:
    today = timezone.localdate()
    school, calendar = school_year(today), today.year
    schools = [Period(school - back) for back in range(-1, YEARS_BACK)]
    years = [Period(calendar - back, is_calendar=True) for back in range(YEARS_BACK)]
    groups = []
    for label, periods in ((_("School year"), schools), (_("Calendar year"), years)):
        same_kind = periods[0].is_calendar == period.is_calendar
        shown = periods if period in periods or not same_kind else [*periods, period]
        groups.append((label, [("-".join(each.pair), each.label) for each in shown]))
    return groups
