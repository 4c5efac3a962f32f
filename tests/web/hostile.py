"""A ledger in which everything that comes from outside tries to break out: markup, templates, formulas, odd ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from onrecord.ledger import Ledger, judge, set_condition
from onrecord.ledger.condition_log import Told
from onrecord.records import (
    Article,
    Boilerplate,
    Condition,
    Contribution,
    Dossier,
    Dropped,
    Issue,
    Learned,
    Position,
    Problem,
    Reading,
    RunInfo,
    Statement,
    cut,
)

MARK: Final = "data-evil"
"""An attribute that no page of ours has: where a parser finds it, something broke out."""
SUM: Final = "{{7*7}}-evil{{ request }}{% include '/etc/passwd' %}"
EVIL: Final = " ".join(
    (
        f"""'"><img src=x onerror=alert(1) {MARK}=1><script {MARK}=1>alert(1)</script><svg onload=alert(1) {MARK}>""",
        f"""<a href=javascript:alert(1) {MARK}>x</a></textarea></title></style></script><b {MARK}> --> ]]>""",
        f"""{SUM} \u202e\u2028 ☂""",
    )
)
WORD: Final = f"""x'"onfocus="alert(1)"{MARK}="1"><b>&lt;{{{{7*7}}}}-evil&#x3c;..\u202e"""
"""The same where an id must be one word. Without slash, which an issue's id cannot hold on the desk, and without per
cent, which the test client decodes twice."""
FORMULAS: Final = ("=HYPERLINK(1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1")
URLS: Final = ("javascript:alert(1)//http://x", "data:text/html,<script>alert(1)</script>", "//evil.example/x", EVIL)

DOSSIER: Final = Dossier(
    WORD,
    EVIL,
    (Issue(f"{WORD}-1", "action", EVIL, (EVIL, "=1+1")), Issue("=cmd|calc", "proposal", "=1+1", (EVIL,))),
    30,
)
RUN: Final = RunInfo("r-evil", DOSSIER.id, EVIL, EVIL, EVIL, EVIL)


def readings() -> list[Reading]:
    """Every field of every record hostile, in several articles, so that changes and conflicts come of them too."""
    found = []
    for number, words in enumerate((EVIL, EVIL, *FORMULAS)):
        url = URLS[number % len(URLS)]
        found.append(_reading(number, words, url))
    return found


def _reading(number: int, words: str, url: str) -> Reading:
    text = f"{words} told the press on the lake. {words} would join if {words} came to pass. {words}"
    whole, first = cut(text, 0, len(text)), cut(text, 0, len(words) + 4)
    wish = cut(text, text.index("if ") + 3, text.index(" came to pass"))
    # The readers take white space off an id's ends, and no address leads to one that begins with a line's end.
    ident = f"{words.strip() if words in FORMULAS else WORD}-{number}"
    article = Article(
        id=f"{ident}-a",
        text=text,
        body=(whole,),
        source=f"../{words}",
        boilerplate=(Boilerplate(cut(text, len(text) - 3, len(text)), words),),
        outlet=words,
        title=words,
        byline=words,
        dateline=words,
        published=date(2026, 1, 1 + number),
        credit=words,
        url=url,
    )
    statement = Statement(
        id=f"{ident}-s",
        content=first,
        kind="mixed",
        speaker_text=words,
        speaker=words,
        speaker_role=words,
        on_behalf_of=words,
        how=words,
    )
    position = Position(
        id=f"{ident}-p",
        holder="ALB" if number % 3 else words,
        issue=DOSSIER.issues[number % 2].id,
        level=("rules_out", "pledges", "open")[number % 3],
        evidence=first,
        confidence=0.5,
        because=(words, words),
        otherwise="doubts",
        conditions=(Condition("if", wish),),
        contribution=Contribution(words, 2, words),
        speaker=words,
        speaker_role=words,
        statement=statement.id,
        stated=date(2026, 1, 1 + number),
        reported_by=words,
    )
    return Reading(
        article,
        origin=f"{ident}-o",
        story=f"{WORD}-story",
        statements=(statement,),
        positions=(position,),
        dropped=(Dropped(first, words, words),),
        problems=(Problem("date-unresolved", words, words, article.id),),
        learned=(Learned(words, words, words, first),),
    )


def write(path: str) -> None:
    """Make the ledger, with decisions of people who are as hostile."""
    with Ledger.open(path, create=True) as ledger:
        ledger.write_dossier(DOSSIER)
        for one in readings():
            ledger.write(RUN, one)
        ledger.write_problems(RUN, [Problem("binary", EVIL, f"/{EVIL}")])
        judge(ledger, "same", EVIL, WORD, by=EVIL, why=EVIL)
        told = Told(readings()[0].positions[0].conditions[0].span.quote, "ALB")
        set_condition(ledger, told, "met", by=EVIL, why=EVIL)
        later = replace(RUN, id="r-evil-2", code="=1+1")
        ledger.write(later, readings()[0])
