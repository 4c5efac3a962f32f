"""Composed articles for these tests: invented outlets and wording of our own."""

from __future__ import annotations

import re
from datetime import date

from onrecord.records import Article, cut

WIRE = """LUMORA, March 3 (Reuters) - The Veldanian cabinet agreed on Tuesday to lend four minesweepers to the patrol \
of the Strait of Ossel, a government spokesperson said, ending seven weeks of haggling inside the three-party coalition.

Defence Minister Ilse Tarnow told lawmakers that the vessels would sail from Port Kessin before the end of April and \
would carry 310 sailors between them. "Nobody is going there to pick a fight," she said.

The smaller Harvest Party had held out for a parliamentary vote every ninety days, and got one. Its leader Bram \
Oudekerk called the compromise tolerable.

Shipping firms have sent their tankers round the southern cape since January, when two freighters struck drifting \
mines and one sank. Insurers raised their premiums fivefold within a fortnight."""

RETOLD = """Veldania is to send minesweepers to the Strait of Ossel after all.

Four vessels carrying 310 sailors will leave Port Kessin by the end of April for the patrol, Defence Minister Ilse \
Tarnow informed parliament, Reuters reported. The three-party coalition had haggled for seven weeks before the cabinet \
gave way to the Harvest Party, whose leader Bram Oudekerk wanted lawmakers to vote on the mission every ninety days.

Tankers avoid the strait because of drifting mines that struck two freighters in January."""

OTHER_AGENCY = """LUMORA (AFP) - After weeks of quarrels, Veldania's three-party cabinet said yes on Tuesday to a \
naval mission in the Strait of Ossel, where mines have scared off merchant shipping.

Ilse Tarnow, who heads the defence ministry, said four minesweepers with 310 sailors would put to sea from Port Kessin \
in April. "Nobody is going there to pick a fight," she assured the chamber.

Bram Oudekerk of the Harvest Party won the ninety-day votes in parliament that he had asked for. Freighters were \
struck by drifting mines in January and insurers now want five times the premium."""

OWN_REPORTING = """The gallery was half empty when Ilse Tarnow rose to defend a decision that her own deputies had \
cursed all morning in the corridors.

"Nobody is going there to pick a fight," she told them. Two backbenchers laughed; one walked out.

Fishermen on the quay at Kessin, where the ships lie, were less amused. Old Pieter Maan said his nephew was aboard the \
Heron and had packed his kit the night before, without knowing how many months he would be away or who would pay for \
the new engine.

The chamber rises for Easter next week. By then the opposition hopes to have found enough signatures to force a debate \
on what the deployment will cost, a figure that the treasury has declined to publish."""

ELSEWHERE = """Beekeepers in the Tamber valley expect their poorest honey crop since records began, after frost killed \
the acacia blossom for a third spring running.

The growers' union wants hives to be counted as livestock, so that owners may claim relief from the drought fund. The \
agriculture office replied that wasps, moths and bees remain insects under the law of 1931."""


def article(name: str, text: str, day: int = 3, credit: str | None = None, outlet: str | None = None) -> Article:
    """A text as an article of March 2026."""
    return Article(
        id=name,
        text=text,
        body=tuple(cut(text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)),
        outlet=outlet,
        published=date(2026, 3, day),
        credit=credit,
    )
