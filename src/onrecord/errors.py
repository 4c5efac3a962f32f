"""Every error that onrecord raises on purpose: one tree, each with its cause and its remedy.

    OnrecordError                exit code 1
    ├── InputError               2  nothing readable was given
    │   └── DossierError         2  a dossier file that cannot be used
    ├── LedgerError              3  the ledger cannot be used as asked
    │   ├── LedgerTooNew         3
    │   ├── LedgerReadOnly       3
    │   └── LedgerFull           3
    └── SetupError               4  something that the installation should hold is missing

Faults in single pages are no errors: they are ``Problem`` rows (see ``problems.py``), and a run that met
some ends with exit code 5 after reading everything else.
"""

from __future__ import annotations

PROBLEMS_EXIT = 5
"""The exit code of a run that could not read some of its input and read all the rest."""


class OnrecordError(Exception):
    """The base of them all: a message, the place it concerns, and what the user can do."""

    exit_code = 1

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        self.message = message
        self.place = place
        self.remedy = remedy
        super().__init__(message)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        then = f"\n  remedy: {self.remedy}" if self.remedy else ""
        return f"{where}{self.message}{then}"


class InputError(OnrecordError):
    """Nothing readable was given: a path that is not there, or a batch with no page in it."""

    exit_code = 2


class DossierError(InputError):
    """A dossier that cannot be used: missing, not YAML, a key misspelt. ``place`` is ``file:line``."""


class LedgerError(OnrecordError):
    """The ledger cannot be used as asked."""

    exit_code = 3


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer onrecord; opening it could lose data."""


class LedgerReadOnly(LedgerError):
    """The ledger or its folder cannot be written."""


class LedgerFull(LedgerError):
    """The disk ran out while writing; nothing of the current article was kept."""


class SetupError(OnrecordError):
    """Something the installation should hold is missing, such as the language model."""

    exit_code = 4
