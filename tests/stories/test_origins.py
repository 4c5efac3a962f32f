"""What is one origin and what is not."""

from __future__ import annotations

import hashlib

import pytest

from onrecord.records import Article
from onrecord.stories import Grouper, Grouping
from onrecord.stories.figures import figure
from tests.stories.composed import ELSEWHERE, OTHER_AGENCY, OWN_REPORTING, RETOLD, WIRE, article


def second(first: Article, then: Article) -> tuple[Grouping, Grouping]:
    grouper = Grouper()
    return grouper.place(first), grouper.place(then)


def test_ids_come_from_the_first_article() -> None:
    wire, copied = second(article("wire", WIRE), article("copied", WIRE))
    digest = hashlib.sha256(b"wire").hexdigest()[:12]
    assert wire == Grouping(f"o-{digest}", f"s-{digest}")
    assert (copied.origin, copied.story) == (wire.origin, wire.story)


def test_verbatim_copy_says_so() -> None:
    _, copied = second(article("wire", WIRE, 3), article("copied", WIRE, 4))
    (link,) = copied.links
    assert (link.to, link.kind, link.score) == ("wire", "copy", 1.0)
    assert link.why == "the same words from first to last; published 1 day after it"


def test_verbatim_copy_is_one_origin_whatever_it_credits() -> None:
    wire, copied = second(article("wire", WIRE, credit="Reuters"), article("copied", WIRE, credit="AFP"))
    assert wire.origin == copied.origin


def test_cut_copy() -> None:
    short = "\n\n".join(WIRE.split("\n\n")[:2])
    wire, cut_copy = second(article("wire", WIRE), article("short", short, 5))
    assert wire.origin == cut_copy.origin
    assert cut_copy.links[0].kind == "copy"


def test_copy_embedded_in_a_longer_text() -> None:
    host = "\n\n".join([OWN_REPORTING, "\n\n".join(WIRE.split("\n\n")[:2]), ELSEWHERE])
    brief, embedded = second(article("brief", "\n\n".join(WIRE.split("\n\n")[:2])), article("host", host))
    assert brief.origin == embedded.origin
    assert embedded.links[0].score > 0.9


def test_light_rewrite_with_the_same_credit_is_a_weaker_link() -> None:
    wire, retold = second(article("wire", WIRE, 3, "Reuters"), article("retold", RETOLD, 4, "Reuters"))
    assert wire.origin == retold.origin
    assert retold.links[0].kind == "rewrite"
    assert "both credit Reuters" in retold.links[0].why


def test_light_rewrite_far_apart_in_time_is_not_one_origin() -> None:
    wire, retold = second(article("wire", WIRE, 3, "Reuters"), article("retold", RETOLD, 14, "Reuters"))
    assert wire.origin != retold.origin


def test_light_rewrite_without_any_credit_is_the_weakest_link_by_its_figures() -> None:
    wire, retold = second(article("wire", WIRE), article("retold", RETOLD))
    assert wire.origin == retold.origin
    assert retold.links[0].kind == "facts"
    assert "the same figures (310, 90, 7)" in retold.links[0].why


def test_light_rewrite_without_any_credit_or_figures_is_not_one_origin() -> None:
    bare = RETOLD.replace("310", "many").replace("ninety", "few").replace("seven", "some")
    wire, retold = second(article("wire", WIRE), article("retold", bare))
    assert wire.origin != retold.origin
    assert wire.story == retold.story


def test_a_credit_line_alone_is_not_enough() -> None:
    wire, honey = second(article("wire", WIRE, 3, "Reuters"), article("honey", ELSEWHERE, 3, "Reuters"))
    assert wire.origin != honey.origin
    assert wire.story != honey.story
    assert honey.links == ()


def test_two_agencies_on_one_event_are_two_origins_and_one_story() -> None:
    wire, other = second(article("wire", WIRE, 3, "Reuters"), article("other", OTHER_AGENCY, 3, "AFP"))
    assert wire.origin != other.origin
    assert wire.story == other.story


@pytest.mark.parametrize("credit", [None, "Reuters"])
def test_the_same_quotation_is_not_copying(credit: str | None) -> None:
    wire, own = second(article("wire", WIRE, 3, "Reuters"), article("own", OWN_REPORTING, 3, credit))
    assert wire.origin != own.origin


def test_furniture_of_one_outlet_is_not_copying() -> None:
    notice = (
        "This text belongs to the Ossel Examiner and its owners and must not be printed, read out or passed on by "
        "any person or machine unless they have written to us beforehand and hold our answer in their hands."
    )
    wire, honey = second(
        article("wire", f"{RETOLD}\n\n{notice}", outlet="Ossel Examiner"),
        article("honey", f"{ELSEWHERE}\n\n{notice}", outlet="Ossel Examiner"),
    )
    assert wire.origin != honey.origin


def test_articles_without_words_stand_alone() -> None:
    first, other = second(article("a", ""), article("b", "Photo."))
    assert first.origin != other.origin
    assert first.story != other.story


def test_who_took_from_whom_is_told_by_the_dates() -> None:
    _, later = second(article("wire", WIRE, 3), article("copied", WIRE, 5))
    assert later.links[0].taker == "this"
    _, earlier = second(article("copied", WIRE, 5), article("wire", WIRE, 3))
    assert earlier.links[0].taker == "other"


def test_on_one_day_whoever_credits_the_other_took_from_it() -> None:
    _, copied = second(
        article("wire", WIRE, outlet="Reuters"), article("copied", WIRE, credit="Reuters", outlet="Post")
    )
    assert copied.links[0].taker == "this"
    _, unknown = second(article("wire", WIRE, outlet="Herald"), article("copied", WIRE, outlet="Post"))
    assert unknown.links[0].taker == "unknown"


def test_a_copy_shows_a_phrase_that_both_have() -> None:
    short = "\n\n".join(WIRE.split("\n\n")[:2])
    _, cut_copy = second(article("wire", WIRE), article("short", short, 5))
    shown = cut_copy.links[0].why.split("“")[1].split("”")[0]
    assert all(word in WIRE.lower() for word in shown.split())
    assert len(shown.split()) == 5


def test_the_same_content_with_other_figures_is_not_one_origin() -> None:
    other = RETOLD.replace("310", "480").replace("ninety", "sixty").replace("seven", "eleven")
    wire, retold = second(article("wire", WIRE), article("retold", other))
    assert wire.origin != retold.origin


@pytest.mark.parametrize(
    ("word", "value"),
    [("forty", "40"), ("40", "40"), ("1,900", "1900"), ("2.5", None), ("5.2", "5.2"), ("2026", None), ("four", None)],
)
def test_figures_are_compared_as_numbers(word: str, value: str | None) -> None:
    assert figure(word) == value
