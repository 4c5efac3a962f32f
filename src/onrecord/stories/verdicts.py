"""Judges from what two articles share whether one report lies behind both.

Method: word-for-word re-use is measured by *containment* (shared phrases over those of the shorter text), which finds a
cut or an embedded copy where Jaccard does not (Broder 1997, "On the resemblance and containment of documents").
A light re-write shares few phrases; it is told by the words of its own content, weighed by rarity, together with an
outside sign: the same credited agency, one report credited and the same quotation, or the same figures; and dates
close by. Two different agencies credited mean two origins however alike the content, unless the text itself was copied.
Thresholds err to the side of two origins: a false merge hides a corroboration.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import LinkKind
from onrecord.stories.evidence import FEWEST_PHRASES, LEAST_ALIKE, Evidence

COPY = 0.5
COPY_OVER_CREDITS = 0.6
COPY_IN_OUTLET = 0.5
EXCERPT_IS_ONE_ORIGIN = 0.33
EXCERPT = 0.05
REWRITE_SAME_AGENCY = 0.25
REWRITE_SAME_AGENCY_AND_QUOTES = 0.20
REWRITE_OF_CREDITED = 0.36
QUOTES_SHARED = 0.5
QUOTES_BORROWED = 0.9
FIGURES_AGREE = 0.75
FACTS_OF_CREDITED = 0.33
FACTS = 0.40
MENTION_SAME_CREDIT = LEAST_ALIKE
MENTION_FACTS = 0.33
DAYS_APART = 3
FEWEST_TERMS = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on a pair: the kind of link, its score, and whether it makes one origin of both."""

    kind: LinkKind
    score: float
    one_origin: bool


def judge(found: Evidence) -> Verdict | None:
    """The strongest thing that can be said of a pair, None where nothing links it."""
    if found.identical:
        return Verdict("copy", 1.0, True)
    return _word_for_word(found) or _in_other_words(found)


def _word_for_word(found: Evidence) -> Verdict | None:
    if len(found.phrases) < FEWEST_PHRASES or found.contained < EXCERPT:
        return None
    if found.same_outlet and (found.contained < COPY or found.alike < COPY_IN_OUTLET):
        # An outlet's own furniture (copyright lines, notes on the writer) recurs under every text: it shows no copying.
        return None
    if found.contained >= COPY:
        clear = found.credits != "different" or found.contained >= COPY_OVER_CREDITS
        return Verdict("copy", found.contained, clear)
    alone = found.contained >= EXCERPT_IS_ONE_ORIGIN and found.credits != "different"
    return Verdict("excerpt", found.contained, alone or _same_report(found) or _same_facts(found))


def _in_other_words(found: Evidence) -> Verdict | None:
    if _same_report(found):
        return Verdict("rewrite", found.alike, True)
    if _same_facts(found):
        return Verdict("facts", found.alike, True)
    if found.credits == "same" and _close(found) and found.alike >= MENTION_SAME_CREDIT:
        return Verdict("credit", found.alike, False)
    if _agree(found) and found.alike >= MENTION_FACTS and _close(found):
        return Verdict("facts", found.alike, False)
    return None


def _same_report(found: Evidence) -> bool:
    """True where content, credit, quotations and date together say that one report was put into other words.

    Follow-ups of one outlet are alike by nature, and a newspaper is mostly credited with one fact of a text: neither
    makes one origin. An agency's report is told by two texts that credit it, or, where one text credits nobody, by the
    other having no quotation of its own.
    """
    if not found.agency or found.same_outlet or len(found.terms) < FEWEST_TERMS or not _close(found):
        return False
    if found.credits == "same" and found.days is not None:
        quoted = found.borrowed >= QUOTES_SHARED
        return found.alike >= (REWRITE_SAME_AGENCY_AND_QUOTES if quoted else REWRITE_SAME_AGENCY)
    return found.credits != "different" and found.borrowed >= QUOTES_BORROWED and found.alike >= REWRITE_OF_CREDITED


def _same_facts(found: Evidence) -> bool:
    """True where two texts of one day or the next tell the same with the same figures, though one credits nobody."""
    if found.days is None or found.same_outlet or found.credits == "different" or not _close(found):
        return False
    enough = FACTS_OF_CREDITED if found.agency else FACTS
    return _agree(found) and found.alike >= enough and len(found.terms) >= FEWEST_TERMS


def _agree(found: Evidence) -> bool:
    return len(found.figures) > 0 and found.agreed >= FIGURES_AGREE


def _close(found: Evidence) -> bool:
    return found.days is None or found.days <= DAYS_APART
