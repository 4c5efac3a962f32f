"""The type of every text column: the same words in the same order on SQLite and on PostgreSQL.

PostgreSQL sorts and folds by the database's language unless told otherwise, takes no NUL and no lone surrogate; SQLite
sorts by code points and takes NUL. Here both sort by code points, and what neither should hold is replaced.
"""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

BAD: Final = re.compile("[\x00\ud800-\udfff]")
"""NUL and lone surrogates: no text that was decoded holds them, but a file's name or a form's field may."""


class Words(TypeDecorator[str]):
    """Text that sorts by code points; each NUL or lone surrogate is stored, and looked for, as U+FFFD."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """On PostgreSQL with the collation "C", which is the order of code points in UTF-8."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The words as the database can hold them, of the same length."""
        return None if value is None else BAD.sub("\N{REPLACEMENT CHARACTER}", value)
