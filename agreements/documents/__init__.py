"""A version of an agreement on paper: PDF to read and sign, Word for those who must write in it."""

from agreements.documents.pdf import SHORT_HASH, pdf_name, version_pdf
from agreements.documents.word import agreement_docx, docx_name

__all__ = ["SHORT_HASH", "agreement_docx", "docx_name", "pdf_name", "version_pdf"]
