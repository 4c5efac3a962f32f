"""Dates are read where they can be told for sure, and reported where not."""

from datetime import date

import pytest

from onrecord.clean import articles
from onrecord.clean.dates import find_dates, first_date
from onrecord.records import Article, Page, Problem
from onrecord.settings import Settings

DAY = date(2026, 2, 20)
LEAD = "Norway will send no soldiers to the mission, its foreign minister said."


@pytest.mark.parametrize(
    "words",
    ["2026-02-20", "2026/02/20", "2026-02-20T08:10:00Z", "20 February 2026", "February 20, 2026", "Feb. 20, 2026",
     "20th Feb 2026", "Fri, 20 Feb 2026 08:10:00 GMT", "Friday, February 20th 2026", "20.02.2026", "20/02/2026",
     "02/20/2026", "20-Feb-2026"],
)  # fmt: skip
def test_forms(words: str) -> None:
    found = first_date(words)
    assert found is not None
    assert found.day == DAY


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("05/06/2026", "day first"),
        ("31 June 2026", "no day"),
        ("2026-13-01", "no day"),
        ("February 29, 2025", "no day"),
        ("Feb 30", "no day"),
        ("Jan 6", "no year"),
    ],
)
def test_what_cannot_be_told(words: str, fault: str) -> None:
    found = first_date(words)
    assert found is not None
    assert found.day is None
    assert fault in found.fault


@pytest.mark.parametrize("words", ["", "1.5 million", "10:30", "resolution 2803", "in 2014", "20-25", "Section 3.2.1"])
def test_what_is_no_date(words: str) -> None:
    assert list(find_dates(words)) == []


def published(text: str, **fields: str) -> tuple[date | None, list[str]]:
    found = list(articles([Page("p", text, **fields)], Settings()))  # type: ignore[arg-type]
    (article,) = [item for item in found if isinstance(item, Article)]
    return article.published, [item.kind for item in found if isinstance(item, Problem)]


def test_the_given_date_comes_first() -> None:
    assert published(f"OSLO, Jan 6 (AFP) - {LEAD}", published="2026-02-20") == (DAY, [])


def test_a_given_date_that_cannot_be_read_is_a_problem_and_the_text_is_asked() -> None:
    assert published(f"By Jane Doe | 20 February 2026\n\n{LEAD}", published="05/06/2026") == (DAY, ["date-unresolved"])
    assert published(LEAD, published="yesterday") == (None, ["date-unresolved"])


def test_a_dateline_without_a_year() -> None:
    text = f"OSLO, Feb 20 (AFP) - {LEAD}"
    assert published(text) == (None, ["date-unresolved"])
    assert published(text, url="https://harbour.example/2026/world/story") == (DAY, [])
    assert published(f"{text}\n\n© 2026 Harbour Post") == (DAY, [])
    assert published(f"OSLO, Feb 30 (AFP) - {LEAD}", url="https://h.example/2026/x") == (None, ["date-unresolved"])


def test_the_address_comes_last() -> None:
    assert published(LEAD, url="https://harbour.example/2026/02/20/story") == (DAY, [])
    assert published(LEAD, url="https://harbour.example/2026/13/40/story") == (None, [])
    assert published(LEAD) == (None, [])
