from evaluations.models.evaluation import Evaluation, Question, Questionnaire
from evaluations.models.question_set import QuestionSet, SetQuestion
from evaluations.models.response import Answer, Response

__all__ = ["Answer", "Evaluation", "Question", "QuestionSet", "Questionnaire", "Response", "SetQuestion"]
