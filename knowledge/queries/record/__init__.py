"""The record of a collaboration, compiled from what the phases have written. Internal notes are never read."""

from knowledge.queries.record.compiled import Record, compile_record, record_text

__all__ = ["Record", "compile_record", "record_text"]
