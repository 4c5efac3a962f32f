"""Attribution on labelled sets in the form of source, cue and content spans: measures, trains nothing.

    python eval/attribution.py FOLDER [--set polnear] [--split dev] [--genre news] [--limit N] [--tagger FOLDER]

FOLDER holds ``<set>.jsonl`` with one document a line (``doc_id``, ``split``, ``text``, ``attributions`` with character
offsets) and ``score.py``, which compares word tokens and defines every figure. Two readings are scored: *statements*
(what ``onrecord`` keeps) and *attributions* (with the states of mind, plans and evidence that it sets aside, because
these sets label them too). Both are put in the set's own terms of nesting and extent; ``predicted`` says how. Speakers
are spans here, so no actor is resolved.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from onrecord.parse import Parsed, Token
from onrecord.parse.language import parse
from onrecord.records import Article, cut
from onrecord.settings import Settings
from onrecord.statements import Attribution, attributions

_PARAGRAPH = re.compile(r"[^\n]+")
_THAT = re.compile(r"\bthat,?\s[\"“']?$")
_CLAUSAL = frozenset(
    {"clause", "that", "before", "around", "as", "cleft", "colon", "according", "owned", "nominal", "adjective"}
    | {"quote-before", "quote-after"}
)
Pieces = list[list[int]]
Tagged = Callable[[Parsed, list[Attribution]], list[Attribution]]


def documents(path: Path, split: str, genre: str | None, limit: int | None) -> list[dict[str, object]]:
    """The documents of one split (and genre), in file order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if split in ("all", row.get("split"))]
    rows = [row for row in rows if genre is None or row.get("genre") == genre]
    return rows[:limit]


def article(row: dict[str, object]) -> Article:
    """A document as an article whose paragraphs are its lines."""
    text = str(row["text"])
    spans = (cut(text, *match.span()) for match in _PARAGRAPH.finditer(text))
    return Article(id=str(row["doc_id"]), text=text, body=tuple(span for span in spans if span.quote))


def as_spans(one: Attribution, parsed: Parsed, name: str) -> dict[str, Pieces]:
    """One attribution as a set writes it: a source, a cue, and content with its "that", the attribution taken out.

    PolNeAR gives a source its relative clause, and a relative pronoun in its own stead; GUM cuts a source at its
    apposition and content, like the discourse units that it is made of, at the end of a sentence.
    """
    source = one.source
    if name == "polnear":
        source = spelled(one)
    elif name in {"gum", "mpqa"}:
        source = before_comma(source)
    content = _outside(one, (*one.source, *source), parsed)
    if name == "gum" and content:
        content = _first_sentence(content, parsed)
    return {"source": _run(source), "cue": _run(one.cue), "content": content}


def before_comma(source: tuple[Token, ...]) -> tuple[Token, ...]:
    """The source up to the comma that opens an apposition."""
    place = next((i for i, token in enumerate(source) if token.text == "," and i), len(source))
    return source[:place]


def _first_sentence(content: Pieces, parsed: Parsed) -> Pieces:
    sentence = parsed.sentence_at(content[0][0])
    limit = sentence.end if sentence is not None else content[0][1]
    return [[start, min(end, limit)] for start, end in content if start < limit]


def spelled(one: Attribution) -> tuple[Token, ...]:
    """The source as it stands beside the cue: "who" rather than its noun, a noun with what its clause says of it."""
    if not one.source or not one.cue or one.how == "turn":
        return one.source
    for token in one.cue:
        own = token.child("nsubj")
        if own is not None and own.tag in {"WP", "WDT"} and own.index < token.index:
            return (own,)
    held, cue = {token.index for token in one.source}, {token.index for token in one.cue}
    head = next((token for token in one.source if token.head.index not in held), one.source[0])
    added: list[Token] = []
    for child in head.children:
        clause = child.subtree()
        if child.dep in {"relcl", "acl"} and child.index > one.source[-1].index and not cue & {t.index for t in clause}:
            added.extend(clause)
    return (*one.source, *sorted(added, key=lambda token: token.index))


def _run(tokens: tuple[Token, ...]) -> Pieces:
    return [[tokens[0].start, tokens[-1].end]] if tokens else []


def _outside(one: Attribution, source: tuple[Token, ...], parsed: Parsed) -> Pieces:
    that = _THAT.search(parsed.article.text[: one.start][-7:])
    pieces, at = [], one.start - (len(that[0]) if that else 0)
    taken = [(t.start, t.end) for t in source if one.start <= t.start and t.end <= one.end]
    for start, end in sorted([*one.inserted(parsed.quotations), *taken]):
        if start > at:
            pieces.append([at, start])
        at = max(at, end)
    if at < one.end:
        pieces.append([at, one.end])
    return pieces


def predicted(parsed: Parsed, *, attitudes: bool, name: str, tagged: Tagged | None = None) -> list[dict[str, Pieces]]:
    """What is found in one document in the set's terms: statements alone, or every attribution that was made.

    MPQA labels every level of nesting, and attitudes without a content of their own, but neither colons after a name,
    nor quotations that go on without a cue, nor what reports show. The other sets label the outermost level and only
    what has content; a quotation that goes on belongs to the attribution before it in PolNeAR, and is none in GUM,
    whose content is always a clause or a quotation.
    """
    found = attributions(parsed)
    found = [one for one in (tagged(parsed, found) if tagged else found) if attitudes or not one.refused]
    if name == "mpqa":
        return [as_spans(one, parsed, name) for one in found if one.cue and one.how != "turn" and one.group != "show"]
    found = [one for one in found if one.end > one.start and (one.how != "attitude-noun" or _with_verb(one))]
    if name == "gum":
        return [as_spans(one, parsed, name) for one in found if one.cue and one.how in _CLAUSAL]
    found = [one for one in found if not any(holds(other, one) for other in found)]
    made: dict[int, dict[str, Pieces]] = {}
    for one in found:
        host = _goes_on(one, found)
        if host is not None and id(host) in made:
            made[id(host)]["content"].append([one.start, one.end])
        else:
            made[id(one)] = as_spans(one, parsed, name)
    return list(made.values())


def _with_verb(one: Attribution) -> bool:
    """True for "voiced doubts about the deal", False for "their doubts about the deal"."""
    return any(token.pos == "VERB" for token in one.cue)


def holds(other: Attribution, one: Attribution) -> bool:
    """True where one attribution, its cue included, lies within the content of a longer one."""
    inside = other.start <= one.anchor < other.end and other.start <= one.start and one.end <= other.end
    return other is not one and inside and other.end - other.start > one.end - one.start


def _goes_on(one: Attribution, found: list[Attribution]) -> Attribution | None:
    if one.how != "quote-continued":
        return None
    hosts = [h for h in found if h.source == one.source and h.cue and h.anchor < one.start]
    return max(hosts, key=lambda host: host.anchor, default=None)


def with_tagger(folder: Path) -> Tagged:
    """What adds the finds of a trained tagger to those of the grammar; its code lies with its training."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training" / "tagger"))
    weighed, tagger = import_module("tagged").weighed, import_module("tagger").Tagger(folder)
    return lambda parsed, found: list(weighed(parsed, found, tagger))


def read(rows: list[dict[str, object]]) -> Iterator[tuple[str, Parsed]]:
    """Each document's id with its parse."""
    for parsed in parse((article(row) for row in rows), Settings()):
        yield parsed.article.id, parsed


def report(gold: Path, scorer: Path, rows: list[dict[str, object]], args: argparse.Namespace) -> None:
    """Parses once, finds twice, and prints the scorer's figures for each reading."""
    began = time.perf_counter()
    trees = list(read(rows))
    parsing = time.perf_counter() - began
    words = sum(len(str(row["text"]).split()) for row in rows)
    readings: list[tuple[str, bool, Tagged | None]] = [("statements", False, None), ("attributions", True, None)]
    if args.tagger:
        readings.append(("with the tagger", True, with_tagger(args.tagger)))
    for name, attitudes, tagged in readings:
        began = time.perf_counter()
        lines = [
            json.dumps(
                {"doc_id": key, "attributions": predicted(tree, attitudes=attitudes, name=gold.stem, tagged=tagged)}
            )
            for key, tree in trees
        ]
        took = time.perf_counter() - began
        print(f"{gold.stem} {args.split} {name}: {words} words, parse {parsing:.1f} s, find {took:.1f} s", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "predicted.jsonl"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            command = [sys.executable, str(scorer), str(gold), str(path)]
            command += ["--split", args.split] if args.split != "all" else []
            command += ["--filter", f"genre={args.genre}"] if args.genre else []
            command += ["--roles", "source,cue"] if gold.stem == "mpqa" else []
            subprocess.run(command, check=True)


def main() -> None:
    """Reads the command line and reports one set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", default="polnear")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--genre")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--tagger", type=Path, help="score with the tagger that training/tagger/export.py wrote, too")
    args = parser.parse_args()
    gold = args.folder / f"{args.set}.jsonl"
    report(gold, args.folder / "score.py", documents(gold, args.split, args.genre, args.limit), args)


if __name__ == "__main__":
    main()
