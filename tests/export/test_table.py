"""Tables for people: coloured on a terminal, plain and whole when piped."""

from __future__ import annotations

import io
from dataclasses import replace

from onrecord.analysis.matrix import Cell
from onrecord.export.table import Grid, cell_text, plain, print_grid
from onrecord.export.why import context_of
from onrecord.records import Article, Span, cut

GRID = Grid(
    ("holder", "send"), (("TUR Türkiye", "rules_out"), ("日本", "[red]open[/red] " + "x" * 300)), {(0, 1): "red"}
)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_piped_tables_are_plain_aligned_and_never_cut() -> None:
    stream = io.StringIO()
    print_grid(GRID, stream)
    assert stream.getvalue().splitlines() == [
        "holder       send",
        "TUR Türkiye  rules_out",
        "日本         [red]open[/red] " + "x" * 300,
    ]


def test_a_terminal_gets_rules_and_what_articles_say_is_no_markup() -> None:
    stream = Terminal()
    print_grid(GRID, stream)
    assert "─" in stream.getvalue()
    assert "[red]" in stream.getvalue()


def test_running_text_stands_below_its_row_on_a_terminal() -> None:
    stream = Terminal()
    print_grid(replace(GRID, prose=True), stream)
    lines = stream.getvalue().splitlines()
    assert "TUR Türkiye" in lines[0]
    assert lines[1].rstrip() == "    rules_out"


def test_control_characters_do_not_pass() -> None:
    assert plain("a\x1b[31mb\u202ec\n\td\u00a0e\u00ad") == "a\ufffd[31mb\ufffdc d e\u00ad"


def test_a_cell_names_its_marks() -> None:
    cell = Cell("ALB", "send", "open", "p", None, 4, 4, 3, contested=True, conditional=True, anonymous_only=True)
    assert cell_text(cell) == "open if ! anon ×3"


def test_the_context_is_the_paragraph_cut_at_words() -> None:
    text = "Heading\n\n" + "before " * 100 + "THE WORDS" + " after" * 100 + "\n\nNext"
    start = text.index("THE")
    evidence = cut(text, start, start + 9)
    body = (cut(text, 9, text.index("\n\nNext")),)
    context = context_of(Article("a", text, body), evidence)
    assert context.before.startswith("…before ")
    assert context.after.endswith(" after…")
    assert len(context.before) < 300
    outside = context_of(Article("a", "Short text.", (Span(0, 0, ""),)), Span(0, 5, "Short"))
    assert (outside.before, outside.after) == ("", " text.")
