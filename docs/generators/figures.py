"""The README's figures, out of the baseline that the accuracy gate holds."""

from __future__ import annotations

import json
import re

from docs.generators.markdown import table
from docs.generators.session import ROOT

README = ROOT / "README.md"
_BETWEEN = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)
SHOWN = {
    "holder+issue": "who holds a position on which question (F1)",
    "position": "the same, with the exact level (F1)",
    "statements": "who said what (F1)",
    "evidence": "found positions whose evidence overlaps the labelled passage",
    "credit": "credited agency or outlet",
}


def page() -> str:
    """The README with present figures.

    Raises:
        LookupError: the README has no place for them.
    """
    readme = README.read_text("utf-8")
    if not _BETWEEN.search(readme):
        raise LookupError("README.md has no lines <!-- figures --> and <!-- end of figures -->")
    sets = json.loads((ROOT / "eval" / "baseline.json").read_text("utf-8"))["figures"]
    rows = [(what, f"{sets['unseen'][name]:.2f}", f"{sets['gaza-force'][name]:.2f}") for name, what in SHOWN.items()]
    return _BETWEEN.sub(table(("", "unseen", "demo"), rows), readme)
