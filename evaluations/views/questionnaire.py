"""The public side: a link, a few questions, thank you. No account, no name."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from evaluations.actions.responses import (
    AlreadyAnswered,
    QuestionnaireClosed,
    invitation_of,
    submit_hands,
    submit_response,
    takes_answers,
)
from evaluations.forms.questionnaire import HandsForm, QuestionnaireForm
from evaluations.models import Questionnaire
from evaluations.permissions import can_change_evaluation
from evaluations.queries.evaluations import visible_evaluation
from samarbejde.choices import LinkPurpose
from samarbejde.links import exchange, token_page
from samarbejde.queries.collaborations import get_visible_collaboration

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


def in_wanted_language(view):
    """Let the reader choose the language in the address (``?sprog=en``): nothing is remembered of who read what."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        wanted = request.GET.get("sprog", settings.LANGUAGE_CODE)
        if wanted not in dict(settings.LANGUAGES):
            wanted = settings.LANGUAGE_CODE
        with translation.override(wanted):
            request.LANGUAGE_CODE = wanted
            return view(request, *args, **kwargs)

    return inner


@require_http_methods(["GET", "POST"])
@token_page(PURPOSE)
@in_wanted_language
def questionnaire_answer(request, link):
    invitation = invitation_of(link)
    questionnaire = invitation.questionnaire if invitation else _everybodys(link)
    if not takes_answers(questionnaire.evaluation):
        return _page(request, "closed", questionnaire)
    if "tak" in request.GET or (invitation and invitation.has_answered):
        return _page(request, "thanks", questionnaire)
    form = _form(request, questionnaire)
    if form.is_valid():
        try:
            _submit(form, questionnaire, invitation)
        except QuestionnaireClosed:
            return _page(request, "closed", questionnaire)
        except AlreadyAnswered:
            return _page(request, "thanks", questionnaire)
        language = "" if request.LANGUAGE_CODE == settings.LANGUAGE_CODE else f"sprog={request.LANGUAGE_CODE}&"
        return redirect(f"{request.path}?{language}tak")
    return _page(request, _template(form), questionnaire, form=form, is_named=invitation is not None)


def _everybodys(link) -> Questionnaire:
    return Questionnaire.objects.select_related("evaluation__collaboration__institution").get(link=link)


@require_GET
@in_wanted_language
def questionnaire_preview(request, pk: int, evaluation_pk: int, questionnaire_pk: int):
    """The page as those who are asked will see it; nothing can be sent from here."""
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    evaluation = visible_evaluation(request.user, collaboration, evaluation_pk)
    if not can_change_evaluation(request.user, collaboration):
        raise PermissionDenied
    questionnaire = get_object_or_404(evaluation.questionnaires, pk=questionnaire_pk)
    questionnaire.evaluation = evaluation
    form = _form(request, questionnaire)
    return _page(request, _template(form), questionnaire, form=form, is_preview=True)


def _form(request, questionnaire: Questionnaire) -> HandsForm | QuestionnaireForm:
    in_class = questionnaire.is_for_pupils and "klasse" in request.GET
    make = HandsForm if in_class else QuestionnaireForm
    return make(request.POST or None, questionnaire=questionnaire)


def _template(form) -> str:
    return "hands" if isinstance(form, HandsForm) else "answer"


def _submit(form: HandsForm | QuestionnaireForm, questionnaire: Questionnaire, invitation) -> None:
    key = form.cleaned_data["form_key"]
    if isinstance(form, HandsForm):
        submit_hands(questionnaire=questionnaire, size=form.cleaned_data["size"], hands=form.hands(), form_key=key)
    else:
        submit_response(questionnaire=questionnaire, answers=form.answers(), form_key=key, invitation=invitation)


def _page(request, name: str, questionnaire: Questionnaire, **extra):
    current = request.LANGUAGE_CODE
    context = {
        "questionnaire": questionnaire,
        "evaluation": questionnaire.evaluation,
        "current_language": current,
        "other_languages": [(code, translation.get_language_info(code)["name_local"].capitalize())
                            for code, _name in settings.LANGUAGES if code != current],
    }  # fmt: skip
    return render(request, f"evaluations/questionnaire_{name}.html", context | extra)
