"""The twin of the list of collaborations."""

from benchmarks.twins import plain
from samarbejde.lib.folding import fold
from samarbejde.models import Collaboration, Party

FIELDS = (
    "title", "counterpart", "phase", "next_step", "next_step_on", "grades_label", "lead__name", "hours_used",
    "hours_agreed", "attention_label", "attention_count",
)  # fmt: skip
CAP = 1001


def collaboration_list(request):
    """Two queries of its own: the rows, and how many, counted no further than the cap."""
    rows = Collaboration.objects.visible_to(request.user).open()
    for name, field in (("fase", "phase"), ("slags", "kind")):
        if request.GET.get(name):
            rows = rows.filter(**{field: request.GET[name]})
    if request.GET.get("kommune"):
        there = Party.objects.filter(school__municipality__code=request.GET["kommune"]).values("collaboration")
        rows = rows.filter(pk__in=there)
    for word in fold(request.GET.get("q", "")).split():
        rows = rows.filter(search_text__contains=word)
    found = rows.select_related("lead").only(*FIELDS).order_by("next_step_key", "pk")[:25]
    return plain("list.html", {"rows": found, "count": rows.order_by()[:CAP].count(), "user": request.user})
