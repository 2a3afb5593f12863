"""What happens behind the cover or the unlock page while the vault is being locked."""

import logging

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from caseapp.base.errors import Trouble
from ui.shell.page_calls import as_shown
from ui.shell.workplace import Workplace
from ui.work.runner import Runner

_log = logging.getLogger("ui.shell.leaving")
_MOST_POP_UPS = 20


def close_pop_ups() -> None:
    """Close menus, drop-downs and dialogs: they are windows of their own and would stand before the cover."""
    for _each in range(_MOST_POP_UPS):
        pop_up = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if pop_up is None:
            break
        if isinstance(pop_up, QDialog):
            pop_up.reject()
        else:
            pop_up.close()
        pop_up.hide()


def leave(owner: QObject, runner: Runner, workplace: Workplace, survey: QWidget | None) -> None:
    """Keep half-typed words, drop what is shown, close the vault: the last on its thread, in this order."""
    work = workplace.draft_work()
    page = as_shown(survey)
    if page is not None:
        work += page.draft_work()
    runner.forget_all()
    for keep in work:
        runner.vault(owner, keep, _done, _draft_lost)
    workplace.clear()
    if page is not None:
        page.clear()
    runner.vault(owner, workplace.office.close, _done, _not_closed)


def _done(_result: None) -> None:
    """Nothing is shown of it."""


def _draft_lost(trouble: Trouble) -> None:
    _log.error("draft_not_kept", exc_info=trouble)


def _not_closed(trouble: Trouble) -> None:
    _log.error("vault_not_closed", exc_info=trouble)
