"""Small hand-made readings, in our own wording, that the tests of the store and of everything after it share."""

from __future__ import annotations

from datetime import date

from onrecord.records import (
    Article,
    Boilerplate,
    Condition,
    ConditionKind,
    Contribution,
    Dossier,
    Dropped,
    Issue,
    Learned,
    Level,
    Position,
    Problem,
    Reading,
    RunInfo,
    Span,
    Statement,
)

DOSSIER = Dossier(
    "lake-force",
    "A monitoring force for the lake",
    (
        Issue("send", "action", "Will it send monitors to the lake?", ("lake monitors", "lake force")),
        Issue("mandate", "proposal", "Is it for a mandate by the council?", ("lake mandate",)),
    ),
)

RUN = RunInfo("run-1", "lake-force", "0.1.0", "lex-1", "w-1", "{}")
LATER = RunInfo("run-2", "lake-force", "0.2.0", "lex-2", "w-1", "{}")

TEXT = (
    "TIRANA, Jan 6 (Lakeside Wire) – Albania “will not send” a single monitor 🛶 to the lake, Foreign Minister\u00a0"
    "Ada Prifti told reporters on Monday.\n\nGreece would join if the council agreed on a mandate, she was told.\n\n"
    "Read more: [bold]Ferries[/bold] of the lake"
)


def span(text: str, quote: str) -> Span:
    """Where these words first stand."""
    start = text.index(quote)
    return Span(start, start + len(quote), quote)


def reading(article_id: str = "a1", *, outlet: str = "The Ferryman", origin: str = "o-1") -> Reading:
    """A reading that uses every field of every record."""
    lead, offer, links = (span(TEXT, paragraph) for paragraph in TEXT.split("\n\n"))
    refusal = "Albania “will not send” a single monitor 🛶 to the lake"
    article = Article(
        id=article_id,
        text=TEXT,
        body=(lead, offer),
        source=f"news/{article_id}.txt",
        boilerplate=(Boilerplate(links, "related-links"),),
        headline=span(TEXT, "TIRANA, Jan 6"),
        outlet=outlet,
        title="Albania keeps its monitors at home",
        byline="Mira Kodra",
        dateline="TIRANA",
        published=date(2026, 1, 6),
        credit="Lakeside Wire",
        url="https://ferryman.example/a1",
    )
    statement = Statement(
        id=f"st-{article_id}",
        content=span(TEXT, refusal),
        kind="mixed",
        speaker_text="Foreign Minister\u00a0Ada Prifti",
        speaker="Ada Prifti",
        speaker_role="foreign minister",
        on_behalf_of="ALB",
        cue=span(TEXT, "told"),
        said_on=date(2026, 1, 5),
        how="cue:tell",
    )
    overheard = Statement(
        id=f"st-{article_id}-2",
        content=span(TEXT, "Greece would join if the council agreed on a mandate"),
        kind="indirect",
        anonymous=True,
        nested_in=statement.id,
    )
    return Reading(
        article=article,
        origin=origin,
        story="s-1",
        statements=(statement, overheard),
        positions=(_refusal(article_id, refusal, statement.id), _offer(article_id, overheard.id)),
        dropped=(Dropped(span(TEXT, "Ferries"), "positions", "in boilerplate"),),
        problems=(Problem("date-unresolved", "Monday without a year", f"news/{article_id}.txt", article_id),),
        learned=(Learned("Ada Prifti", "ALB", "foreign-minister", span(TEXT, "Greece")),),
    )


def _refusal(article_id: str, refusal: str, statement: str) -> Position:
    return Position(
        id=f"p-{article_id}-refuses",
        holder="ALB",
        issue="send",
        level="rules_out",
        evidence=span(TEXT, refusal),
        confidence=0.9300000000000001,
        because=("will not send", "negated:send"),
        contribution=Contribution("observers", 1, "monitors"),
        vote="against",
        speaker="Ada Prifti",
        speaker_role="foreign minister",
        statement=statement,
        stated=date(2026, 1, 5),
    )


def _offer(article_id: str, statement: str) -> Position:
    return Position(
        id=f"p-{article_id}-offers",
        holder="GRC",
        issue="send",
        level="open",
        evidence=span(TEXT, "Greece would join"),
        confidence=0.5,
        because=("would join",),
        otherwise="doubts",
        conditions=(
            Condition("if", span(TEXT, "the council agreed on a mandate")),
            Condition("only_if", span(TEXT, "on a mandate"), "met"),
        ),
        anonymous=True,
        statement=statement,
        superseded=True,
        reported_by="ALB",
    )


def one_position(
    article_id: str,
    holder: str = "ALB",
    level: Level = "opposes",
    *,
    issue: str = "send",
    said: date | None = date(2026, 1, 5),
    published: date | None = date(2026, 1, 6),
    origin: str = "",
    confidence: float = 0.8,
    reported_by: str | None = None,
    superseded: bool = False,
    anonymous: bool = False,
    otherwise: Level | None = None,
    condition: ConditionKind | None = None,
    contribution: str | None = None,
    outlet: str = "The Ferryman",
) -> Reading:
    """A reading of a one-sentence article that holds one position."""
    text = f"{holder} {level} the plan of {article_id} if the wind turns."
    position = Position(
        id=f"p-{article_id}",
        holder=holder,
        issue=issue,
        level=level,
        evidence=span(text, f"{holder} {level}"),
        confidence=confidence,
        because=(level,),
        otherwise=otherwise,
        conditions=(Condition(condition, span(text, "the wind turns")),) if condition else (),
        contribution=Contribution(contribution) if contribution else None,
        anonymous=anonymous,
        stated=said,
        superseded=superseded,
        reported_by=reported_by,
    )
    article = Article(
        article_id, text, (Span(0, len(text), text),), outlet=outlet, title=f"On {article_id}", published=published
    )
    return Reading(article, origin=origin or f"o-{article_id}", positions=(position,))
