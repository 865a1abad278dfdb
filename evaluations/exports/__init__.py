"""The report in the shapes people ask for: kind -> (content type, function of a `Report` that returns bytes)."""

from collections.abc import Callable

from evaluations.exports.pdf import report_pdf
from evaluations.exports.tables import report_csv, report_xlsx
from evaluations.exports.word import report_docx
from evaluations.queries.report import Report

EXPORTS: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "pdf": ("application/pdf", report_pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", report_xlsx),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", report_docx),
    "csv": ("text/csv; charset=utf-8", report_csv),
}
