from evaluations.models.evaluation import Evaluation, Question, Questionnaire
from evaluations.models.invitation import Invitation
from evaluations.models.question_set import QuestionSet, SetQuestion
from evaluations.models.reader_report import ReaderReport
from evaluations.models.report_order import ReportOrder
from evaluations.models.response import Answer, HandCount, Response
from evaluations.models.talk import EvaluationTalk, InternalExperience

__all__ = [
    "Answer",
    "Evaluation",
    "EvaluationTalk",
    "HandCount",
    "InternalExperience",
    "Invitation",
    "Question",
    "QuestionSet",
    "Questionnaire",
    "ReaderReport",
    "ReportOrder",
    "Response",
    "SetQuestion",
]
