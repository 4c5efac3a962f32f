"""A dossier as the YAML that ``onrecord read --dossier`` takes, a value a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records import Dossier


@dataclass(frozen=True, slots=True)
class IssueWords:
    """An issue as somebody typed it."""

    id: str = ""
    kind: str = "action"
    question: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.id or self.question or self.aliases)


@dataclass(frozen=True, slots=True)
class DossierWords:
    """A dossier as somebody typed it: any of it may be missing or wrong."""

    id: str = ""
    title: str = ""
    expire: str = ""
    issues: tuple[IssueWords, ...] = ()


def words_of(dossier: Dossier) -> DossierWords:
    """What somebody would have typed for this dossier."""
    issues = tuple(IssueWords(one.id, one.kind, one.question, one.aliases) for one in dossier.issues)
    return DossierWords(dossier.id, dossier.title, f"{dossier.expire}d" if dossier.expire else "", issues)


def dossier_yaml(words: DossierWords) -> str:
    """The file; also of a dossier that is not valid yet."""
    return "".join(f"{line}\n" for line, _ in lines(words))


def field_at(words: DossierWords, line: int) -> str:
    """Which field stands on a line of the file (from 1): ``title``, ``issues`` or, say, ``issue-0-question``."""
    named = [field for _, field in lines(words)]
    return named[line - 1] if 0 < line <= len(named) else ""


def lines(words: DossierWords) -> Iterator[tuple[str, str]]:
    """Each line of the file with the name of the field on it."""
    yield f"id: {_quoted(words.id)}", "id"
    yield f"title: {_quoted(words.title)}", "title"
    if words.expire:
        yield f"expire: {_quoted(words.expire)}", "expire"
    yield "issues:" if words.issues else "issues: []", "issues"
    for number, one in enumerate(words.issues):
        place = f"issue-{number}"
        yield f"- id: {_quoted(one.id)}", f"{place}-id"
        yield f"  kind: {_quoted(one.kind)}", f"{place}-kind"
        yield f"  question: {_quoted(one.question)}", f"{place}-question"
        if one.aliases:
            yield f"  aliases: [{', '.join(map(_quoted, one.aliases))}]", f"{place}-aliases"


def _quoted(value: str) -> str:
    """A JSON string is one in YAML too; characters beyond ASCII stand as they are, for YAML has no surrogates."""
    return json.dumps(value, ensure_ascii=False)
