"""On any text at all: no crash, exact spans, ids apart, hosts that exist and contain."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.parse import Parsed
from onrecord.statements import find
from tests.statements.double import DoubleCast

_WORDS = (
    "Ruiz|Okoro|she|who|it|said|told|according to|asked|that|not|to leave|“|”|\"|'|,|.|:|?|—|the port|is closed|would|"
    "and|wants|vowed|her pledge to stay|\n|in his view|as|for|🙂|\u00ad|12:30|Q:|«|»|saying|called it|if|on Monday|(|)"
).split("|")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join))
def test_find_holds_on_any_order_of_words(parsed: Callable[[str], Parsed], text: str) -> None:
    statements, dropped = find(parsed(text), DoubleCast())
    ids = {one.id: one for one in statements}
    assert len(ids) == len(statements)
    for span in [*(one.content for one in statements), *(one.span for one in dropped)]:
        assert text[span.start : span.end] == span.quote
    for one in statements:
        assert one.cue is None or text[one.cue.start : one.cue.end] == one.cue.quote
        if one.nested_in is not None:
            assert ids[one.nested_in].content.contains(one.content)
