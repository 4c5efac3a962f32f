"""onrecord reads the news and keeps an evidence-linked record of where everyone stands.

    import onrecord
    found = onrecord.read("article.txt", dossier="gaza.yaml")
    for position in found.positions:
        print(position.holder, position.issue, position.level, position.evidence.quote)

    for shift in onrecord.changes("gaza.db"):
        print(shift.kind, shift.holder, shift.earlier.position.level, shift.later.position.level)

All of it is loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.run.api import Readings, read
    from onrecord.run.ask import (
        changes,
        conditions,
        conflicts,
        corroboration,
        digest,
        join_conditions,
        pledges,
        set_condition,
        timeline,
        whatif,
    )

__version__ = "0.1.0"
__all__ = [
    "Ledger",
    "Readings",
    "__version__",
    "changes",
    "conditions",
    "conflicts",
    "corroboration",
    "digest",
    "join_conditions",
    "pledges",
    "read",
    "set_condition",
    "timeline",
    "whatif",
]


class _Package(ModuleType):
    """The package, whose ``read`` is the function also where the room of that name has been imported.

    Importing ``onrecord.read`` would otherwise put the module in the function's place; ``from onrecord.read import``
    looks in ``sys.modules`` and is not touched.
    """

    @property
    def read(self) -> Any:
        from onrecord.run import api  # noqa: PLC0415  (lazy: pulls in the language model's package)

        return api.read

    @read.setter
    def read(self, room: ModuleType) -> None:
        """What the import system does after loading the room; there is nothing to keep."""

    def __getattr__(self, name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        if name == "Readings":
            from onrecord.run import api  # noqa: PLC0415

            return api.Readings
        from onrecord.run import ask  # noqa: PLC0415

        return getattr(ask, name)


sys.modules[__name__].__class__ = _Package
