"""The report in the shapes people ask for: kind -> (content type, function of a `Report` that returns bytes)."""

from collections.abc import Callable

from evaluations.cross.figures import CrossReport
from evaluations.exports.cross_pdf import cross_pdf
from evaluations.exports.cross_tables import cross_csv, cross_xlsx
from evaluations.exports.cross_word import cross_docx
from evaluations.exports.pdf import report_pdf
from evaluations.exports.tables import report_csv, report_xlsx
from evaluations.exports.word import report_docx
from evaluations.queries.report import Report

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv; charset=utf-8"
EXPORTS: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "pdf": (PDF, report_pdf),
    "xlsx": (XLSX, report_xlsx),
    "docx": (DOCX, report_docx),
    "csv": (CSV, report_csv),
}
CROSS_EXPORTS: dict[str, tuple[str, Callable[[CrossReport], bytes]]] = {
    "pdf": (PDF, cross_pdf),
    "xlsx": (XLSX, cross_xlsx),
    "docx": (DOCX, cross_docx),
    "csv": (CSV, cross_csv),
}
