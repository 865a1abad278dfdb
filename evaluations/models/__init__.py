from evaluations.models.evaluation import Evaluation, Question, Questionnaire
from evaluations.models.question_set import QuestionSet, SetQuestion
from evaluations.models.response import Answer, HandCount, Response

__all__ = [
    "Answer",
    "Evaluation",
    "HandCount",
    "Question",
    "QuestionSet",
    "Questionnaire",
    "Response",
    "SetQuestion",
]
