"""A language model's figures beside the offline reader's: ``python eval/llm.py --llm URL --llm-model NAME``.

The same sets, the same scorer and the same rules of merging as ``eval/gate.py``; nothing is gated and no baseline is
written. The column *baseline* holds what the offline reader reaches on the same articles. A key goes into
ONRECORD_LLM_KEY; the other ONRECORD_LLM_* settings hold too.

Exit codes: 0 measured; 1 some articles had to be read offline, so the figures are not the model's alone; 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eval.breakdowns import mistakes
from eval.scoring import score
from eval.sets import SETS, read_set

from eval import report
from onrecord.llm import Asker
from onrecord.settings import Settings


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--llm", required=True, metavar="URL", help="an OpenAI-compatible endpoint")
    parser.add_argument("--llm-model", required=True, metavar="NAME", help="the model's name there")
    names = [one.name for one in SETS]
    parser.add_argument("--set", default=names[0], choices=names, help=f"the set to read (default: {names[0]})")
    parser.add_argument("--first", type=int, metavar="N", help="only the first N articles of the set")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="the N worst mistakes")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the set twice, prints both figures and what the model cost; the exit code."""
    asked = options(arguments)
    chosen = next(one for one in SETS if one.name == asked.set)
    settings = replace(Settings.from_environment(), llm_url=asked.llm, llm_model=asked.llm_model)
    asker = Asker(settings)
    read = read_set(chosen, settings, first=asked.first, asker=asker)
    offline = read_set(chosen, replace(settings, llm_url=""), first=asked.first)
    reached = {name: one.value for name, one in score(offline.pairs).items() if one.value is not None}
    title = f"{chosen.name}, {len(read.pairs)} articles"
    print("\n".join(report.table(title, score(read.pairs), reached)))
    if asked.show and not chosen.held_out:
        print("\n".join(report.mistakes(mistakes(read.pairs)[: asked.show])))
    print(asker.usage)
    return 1 if asker.usage.offline else 0


if __name__ == "__main__":
    sys.exit(main())
