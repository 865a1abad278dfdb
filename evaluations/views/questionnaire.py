"""The public side: a link, a few questions, thank you. No account, no name."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from evaluations.actions.responses import QuestionnaireClosed, submit_response, takes_answers
from evaluations.forms.questionnaire import QuestionnaireForm
from evaluations.models import Questionnaire
from samarbejde.choices import LinkPurpose
from samarbejde.links import exchange, token_page

PURPOSE = LinkPurpose.QUESTIONNAIRE


@require_GET
@never_cache
@login_not_required
def questionnaire_exchange(request, token: str):
    """Swap the link for a cookie. Everybody in a class uses the same link; the cookie names nobody."""
    return exchange(
        request,
        purpose=PURPOSE,
        token=token,
        page=lambda link: reverse("evaluations:questionnaire_answer", args=[link.pk]),
    )


@require_http_methods(["GET", "POST"])
@token_page(PURPOSE)
def questionnaire_answer(request, link):
    questionnaire = Questionnaire.objects.select_related("evaluation__collaboration__institution").get(link=link)
    if not takes_answers(questionnaire.evaluation):
        return _closed(request, questionnaire)
    form = QuestionnaireForm(request.POST or None, questionnaire=questionnaire)
    if form.is_valid():
        try:
            submit_response(questionnaire=questionnaire, answers=form.answers(), form_key=form.cleaned_data["form_key"])
        except QuestionnaireClosed:
            return _closed(request, questionnaire)
        return redirect(f"{request.path}?tak")
    template = "questionnaire_thanks" if "tak" in request.GET else "questionnaire_answer"
    context = {"form": form, "questionnaire": questionnaire, "evaluation": questionnaire.evaluation}
    return render(request, f"evaluations/{template}.html", context)


def _closed(request, questionnaire: Questionnaire):
    context = {"questionnaire": questionnaire, "evaluation": questionnaire.evaluation}
    return render(request, "evaluations/questionnaire_closed.html", context)
