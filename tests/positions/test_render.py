"""A view as word pieces: every mark is where the answer is read, and nothing is longer than the encoder takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.parse.tree import Sentence, Token
from onrecord.positions.render import ACTION, OPEN, PROPOSAL, TOGETHER, asked, grouped, render
from onrecord.positions.views import Holder, View
from onrecord.records import Issue, Span
from onrecord.weights.encoder import LONGEST

SENTENCE = Sentence(0, 0, (Token(0, 0, 1, "x", "x", "X", "XX", "ROOT", ""),))


def pieces(text: str) -> list[int]:
    """One piece a character: longer than any real splitter makes."""
    return [1000 + ord(char) % 1000 for char in text]


def view_of(text: str, names: list[tuple[int, int]], heading: str = "", before: str = "", teller: str = "") -> View:
    holders = tuple(Holder(f"H{i}", (Span(s, e, text[s:e]),)) for i, (s, e) in enumerate(names))
    return View(SENTENCE, Span(0, len(text), text), holders, teller, heading, before)


def test_an_issue_starts_with_the_mark_of_its_kind() -> None:
    assert asked(Issue("a", "action", "Will it?"), pieces)[0] == ACTION
    assert asked(Issue("b", "proposal", "Is it for it?"), pieces)[0] == PROPOSAL


def test_marks_are_where_they_are_said_to_be() -> None:
    issues = [Issue("a", "action", "Will it?"), Issue("b", "proposal", "For it?", ("it",))]
    made = render(view_of("Norway and Ghana agreed.", [(0, 6), (11, 16)]), [asked(i, pieces) for i in issues], pieces)
    assert [made.ids[at] for at in made.issues] == [ACTION, PROPOSAL]
    assert [[made.ids[at] for at in places] for places in made.holders] == [[OPEN], [OPEN]]
    assert made.ids[made.holders[1][0] + 1 : made.holders[1][0] + 6] == tuple(pieces("Ghana"))


def test_a_holder_without_a_name_is_marked_at_the_teller() -> None:
    view = View(SENTENCE, Span(0, 4, "Yes."), (Holder("NOR", ()),), "the minister", "", "")
    made = render(view, [asked(Issue("a", "action", "Will it?"), pieces)], pieces)
    assert made.ids[made.holders[0][0]] == OPEN


@given(count=st.integers(1, 40))
def test_groups_hold_every_issue_once_and_are_small(count: int) -> None:
    issues = [Issue(str(i), "action", "?") for i in range(count)]
    groups = list(grouped(issues))
    assert [issue for group in groups for issue in group] == issues
    assert all(len(group) <= TOGETHER for group in groups)


TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=400)


@given(text=TEXT, heading=TEXT, before=TEXT, teller=TEXT, data=st.data())
def test_no_text_overflows_the_encoder_or_loses_a_mark(
    text: str, heading: str, before: str, teller: str, data: st.DataObject
) -> None:
    ends = st.integers(0, len(text))
    names = data.draw(st.lists(st.tuples(ends, ends).map(lambda p: (min(p), max(p))), max_size=12))
    issue = asked(Issue("a", "action", heading, (before,)), pieces)
    made = render(view_of(text, names, heading, before, teller), [issue] * TOGETHER, pieces)
    assert len(made.ids) == len(made.parts) <= LONGEST
    assert all(0 <= at < len(made.ids) for places in made.holders for at in places)
    assert len(made.holders) == len(names) and all(made.holders)
