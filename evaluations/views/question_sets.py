"""The ready questions: read by everybody, made one's own and changed by coordinators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evaluations.actions.question_sets import copy_question_set, update_question_set
from evaluations.forms.question_set import QuestionRows, QuestionSetForm
from evaluations.models import QuestionSet
from evaluations.permissions import can_change_question_set, institutions_with_own_sets
from evaluations.queries.question_sets import sets_by_audience
from samarbejde.models import Institution


@require_GET
def question_set_list(request):
    groups = sets_by_audience(QuestionSet.objects.visible_to(request.user))
    return render(request, "evaluations/question_set_list.html", {"groups": groups})


@require_GET
def question_set_detail(request, pk: int):
    question_set = _visible(request, pk)
    context = {
        "set": question_set,
        "questions": question_set.questions.all(),
        "can_edit": can_change_question_set(request.user, question_set),
        "can_copy": question_set.institution_id is None and bool(institutions_with_own_sets(request.user)),
    }
    return render(request, "evaluations/question_set_detail.html", context)


@require_POST
def question_set_copy(request, pk: int):
    """Make the set our own; who coordinates several places gets the copy for the first of them."""
    allowed = institutions_with_own_sets(request.user)
    if not allowed:
        raise PermissionDenied
    question_set = _visible(request, pk)
    institution = Institution.objects.get(pk=allowed[0])
    own = copy_question_set(question_set=question_set, institution=institution, by=request.user)
    messages.success(request, _("The questions are now your own. New evaluations use them."))
    return redirect("evaluations:question_set_edit", pk=own.pk)


@require_http_methods(["GET", "POST"])
def question_set_edit(request, pk: int):
    question_set = _visible(request, pk)
    if not can_change_question_set(request.user, question_set):
        raise PermissionDenied
    form = QuestionSetForm(request.POST or None, instance=question_set, version=question_set.version)
    rows = QuestionRows(request.POST or None, question_set=question_set)
    if form.is_valid() and rows.is_valid() and form.save_with(
        lambda: update_question_set(
            question_set=question_set, version=form.version, name=form.cleaned_data["name"],
            questions=rows.questions(), by=request.user,
        )
    ):  # fmt: skip
        messages.success(request, _("Saved. Evaluations that were already made keep their questions."))
        return redirect("evaluations:question_set_detail", pk=pk)
    context = {"form": form, "rows": rows, "set": question_set}
    return render(request, "evaluations/question_set_edit.html", context, status=form.http_status)


def _visible(request, pk: int) -> QuestionSet:
    return get_object_or_404(QuestionSet.objects.visible_to(request.user).select_related("institution"), pk=pk)
