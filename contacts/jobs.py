"""What the worker does for the imports of long files, while somebody looks at their progress."""

import logging

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from contacts.actions.register_import import ImportRefused, apply_register_import
from contacts.actions.register_reading import prepare_register_import, set_import_aside
from contacts.choices import ImportStatus
from contacts.imports.progress import be_quiet, by_connection, progress_of
from contacts.models import RegisterImport
from samarbejde.lib.tables_in import TableError
from samarbejde.models import User

logger = logging.getLogger("samarbejde.imports")


@task()
def read_register_import(pk: int) -> None:
    """Compare a file that was left for us with what we have."""
    register_import = RegisterImport.objects.filter(pk=pk, status=ImportStatus.READING).first()
    if register_import is None:
        return
    try:
        by_connection(pk)(0, register_import.row_count)
        prepare_register_import(register_import=register_import, tell=by_connection(pk))
    except TableError as error:
        set_import_aside(register_import=register_import, status=ImportStatus.FAILED, message=str(error))
    except Exception:
        logger.exception("The register import %s could not be read", pk)
        set_import_aside(register_import=register_import, status=ImportStatus.FAILED)
        raise
    finally:
        be_quiet()


@task()
def save_register_import(pk: int, user_pk: int, *, confirm_closing: bool) -> None:
    """Save a preview that is too long to wait for."""
    register_import = RegisterImport.objects.filter(pk=pk, status=ImportStatus.SAVING).first()
    if register_import is None:
        return
    try:
        by_connection(pk)(0, register_import.row_count)
        by = User.objects.get(pk=user_pk)
        apply_register_import(
            register_import=register_import, confirm_closing=confirm_closing, tell=by_connection(pk), by=by
        )
    except ImportRefused as refusal:
        set_import_aside(register_import=register_import, status=ImportStatus.PREVIEW, message=str(refusal))
    except Exception:
        logger.exception("The register import %s could not be saved", pk)
        set_import_aside(register_import=register_import, status=ImportStatus.PREVIEW)
        raise
    finally:
        be_quiet()


def is_left_alone(register_import: RegisterImport) -> bool:
    """Return whether nobody is at an import that is being read or saved, nor will be: the worker was stopped."""
    job = read_register_import if register_import.status == ImportStatus.READING else save_register_import
    waiting = DBTaskResult.objects.filter(
        task_path=job.module_path, status=TaskResultStatus.READY, args_kwargs__args__0=register_import.pk
    )
    return progress_of(register_import.pk) is None and not waiting.exists()
