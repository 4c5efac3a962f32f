"""What an outlet prints under everything is learnt, and is no sign of copying."""

from __future__ import annotations

from onrecord.stories import Grouper
from onrecord.stories.fingerprint import read
from onrecord.stories.templates import MOST, RECURS, Templates, at_the_edges
from tests.stories.composed import ELSEWHERE, OWN_REPORTING, article

NOTICE = (
    "Since you are here: the Kessin Courier is owned by those who read it, and every crown that you send buys an "
    "hour of somebody sitting through a council meeting so that you need not. Send one, or tell a friend who has "
    "two to spare. Letters go to the old customs house; complaints go to the editor, who collects them "
    "and reads the best aloud."
)


def taught(grouper: Grouper) -> Grouper:
    """After several articles of one outlet about things that have nothing in common but its notice."""
    for number in range(RECURS):
        words = " ".join(f"w{number}x{n}" for n in range(80))
        grouper.place(article(f"t{number}", f"{words}\n\n{NOTICE}", outlet="Kessin Courier"))
    return grouper


def test_a_learnt_notice_links_nothing_across_outlets() -> None:
    lifted = article("lifted", f"{ELSEWHERE}\n\n{NOTICE}", outlet="Kessin Courier")
    short = article("short", f"{OWN_REPORTING[:300]}\n\n{NOTICE}", 4, outlet="Honey Gazette")
    fresh = Grouper()
    fresh.place(lifted)
    assert fresh.place(short).links
    grouper = taught(Grouper())
    grouper.place(lifted)
    assert [link for link in grouper.place(short).links if link.kind in ("copy", "excerpt")] == []


def test_one_report_printed_often_is_no_template() -> None:
    grouper = Grouper()
    for number in range(3 * RECURS):
        grouper.place(article(f"c{number}", OWN_REPORTING, outlet="Kessin Courier"))
    again = grouper.place(article("again", OWN_REPORTING, 4, outlet="Lumora Times"))
    assert again.links[0].kind == "copy"


def test_another_outlet_may_say_it() -> None:
    templates = Templates()
    for origin in range(RECURS):
        templates.learn("kessin courier", [1, 2], origin)
    assert templates.of("kessin courier", [1, 2, 3]) == {1, 2}
    assert templates.of("lumora times", [1, 2, 3]) == set()


def test_what_is_learnt_is_bounded() -> None:
    templates = Templates()
    for origin in range(RECURS + 2):
        templates.learn("kessin courier", range(1000), origin)
    templates.learn("kessin courier", range(1000, MOST + 1000), 99)
    assert len(templates.dump()) <= 16 * MOST
    assert templates.of("kessin courier", [0, MOST]) == {0}


def test_words_of_a_template_are_taken_out() -> None:
    templates = Templates()
    lifted = article("lifted", f"{ELSEWHERE}\n\n{NOTICE}", outlet="Kessin Courier")
    for origin in range(RECURS):
        templates.learn("kessin courier", read(article("n", NOTICE), templates).edges, origin)
    bare = read(article("bare", ELSEWHERE, outlet="Kessin Courier"), Templates())
    assert read(lifted, templates).kept.phrases.tolist() == bare.kept.phrases.tolist()


def test_the_middle_of_a_long_paragraph_is_no_place_for_templates() -> None:
    words = [f"w{n}" for n in range(400)]
    kept = [word for stretch in at_the_edges([words]) for word in stretch]
    assert kept == words[:40] + words[250:]
