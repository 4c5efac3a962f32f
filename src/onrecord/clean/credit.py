"""Which agency or outlet a report credits: the strongest form in which the text says so decides.

From strong to weak: the dateline's brackets, byline and sign-off lines, "first reported by", "X reported" and its kin,
"told X", a photograph's credit.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.clean.lexicon import name_pattern, names

# An outlet that the lexicon does not hold: capitalised words, the last of them a word of the trade.
_TRADE = (
    "(?:News|Times|Post|Herald|Tribune|Journal|Gazette|Telegraph|Mail|Media|Press|Radio|TV|Television|Agency|Channel"
    "|Today|Daily|Chronicle|Courier|Standard|Broadcasting)"
)
_CAPITAL = r"[A-ZÀ-Þ][\w&’'.-]*[\w]"
_OPEN_NAME = rf"(?:{_CAPITAL}\s){{0,3}}{_CAPITAL}"
_TRADE_NAME = rf"(?:{_CAPITAL}\s){{1,3}}{_TRADE}(?:\s\d+)?"
_KIND = r"(?:news\s)?(?:agency|channel|outlet|broadcaster|newspaper|daily|service|site|portal|website)\s"
_WHOSE = rf"(?:the\s)?(?:(?:[A-Za-z-]+\s){{0,3}}{_KIND})?"
_REPORT = r"(?:(?:[a-z]+\s)?(?:reports?|dispatch|article|story) (?:of|by|from|in|on)\s)?"
_NOT_NAMES = frozenset(
    "he she it they we i the this that who officials authorities media sources reporters diplomats police president"
    " minister prime foreign state government parliament".split()
)


@cache
def _body_patterns() -> tuple[re.Pattern[str], ...]:
    known = rf"(?P<known>{name_pattern()})"
    any_name = rf"(?:{known}|(?P<open>{_OPEN_NAME}))"
    sure_name = rf"(?:{known}|(?P<open>{_TRADE_NAME}))"
    return tuple(
        re.compile(pattern)
        for pattern in (
            r"(?:first|originally|initially|previously) (?:reported|published|carried|disclosed|revealed) (?:by|in|on) "
            rf"{_WHOSE}{any_name}",
            rf"{sure_name}(?:,[^,.]{{2,60}},)? (?:was the )?first (?:to )?(?:report|publish|reveal|disclose)",
            rf"(?:report(?:s|ed|ing)?|carried|published|cited|quoted|said) by {_WHOSE}{sure_name}",
            r"(?:[Aa]ccording to|[Cc]iting|[Qq]uoting|[Pp]er) "
            rf"(?:an?\s|the\s)?{_REPORT}{_WHOSE}{sure_name}",
            rf"{sure_name}(?:’s|'s)? (?:news agency |agency )?(?:has |had )?(?:reported|reports|report said)\b",
            rf"\({known}\)",
            r"(?:tell(?:s|ing)?|told|interview (?:with|to|on)|speaking (?:to|with|on)|(?:comments|remarks) to) "
            rf"{_WHOSE}{sure_name}",
        )
    )


def credit_in_body(text: str, outlet: str | None = None) -> str | None:
    """The agency or outlet that the reporting itself credits, in the strongest form it uses."""
    for pattern in _body_patterns():
        for match in pattern.finditer(text):
            name = _name(match)
            if name and not _same(name, outlet):
                return name
    return None


def _name(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    if groups.get("known"):
        return names()[groups["known"]]
    words = (groups.get("open") or "").strip()
    return words if words and words.lower() not in _NOT_NAMES else None


def _same(name: str, outlet: str | None) -> bool:
    """True if the name is the outlet's own: its own interview credits nobody."""
    return outlet is not None and (name.casefold() in outlet.casefold() or outlet.casefold() in name.casefold())
