"""What is set aside unread must never be what a verdict would have come of."""

from __future__ import annotations

from itertools import permutations

from onrecord.stories.evidence import compare, worth_comparing
from onrecord.stories.fingerprint import read
from onrecord.stories.hashes import hashes
from onrecord.stories.rarity import Rarity
from onrecord.stories.templates import Templates
from onrecord.stories.verdicts import judge
from tests.stories.composed import ELSEWHERE, OTHER_AGENCY, OWN_REPORTING, RETOLD, WIRE, article

SHORT = WIRE.split("\n\n")[0]
TEXTS = (WIRE, RETOLD, OTHER_AGENCY, OWN_REPORTING, ELSEWHERE, SHORT, f"{ELSEWHERE}\n\n{SHORT}", "Rain again.", "")


def test_whatever_has_a_verdict_is_compared() -> None:
    rarity, templates = Rarity(), Templates()
    probes = [
        read(article(f"{number} {credit}", text, credit=credit, outlet=f"Outlet {number}"), templates)
        for number, text in enumerate(TEXTS)
        for credit in ("Reuters", None)
    ]
    for probe in probes:
        rarity.learn(probe.words)
    linked = 0
    for one, other in permutations((probe.kept for probe in probes), 2):
        if judge(compare(one, other, rarity, templates, hashes(()))):
            linked += 1
            assert worth_comparing(one, [other], rarity) == [True]
    assert linked > 20


def test_nothing_shared_is_not_worth_it() -> None:
    one, other = (read(article(text[:5], text), Templates()).kept for text in (WIRE, "Rain again in Quillenfort."))
    assert worth_comparing(one, [other, one, other], Rarity()) == [False, True, False]
    assert worth_comparing(one, [], Rarity()) == []
