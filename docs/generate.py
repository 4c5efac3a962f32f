"""Writes the reference's pages and the README's figures: ``python docs/generate.py [--check | --outputs]``.

``--check`` writes nothing and fails where a page is not what would be written. ``--outputs`` also runs the commands
that README.md and the other pages show, and puts their present output under them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from docs.generators import api, cli, contract, coverage, errors, figures, ledger, problems, settings

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "api.md": api.page,
    "cli.md": cli.page,
    "contract.md": contract.page,
    "coverage.md": coverage.page,
    "errors-and-exit-codes.md": errors.page,
    "ledger-schema.md": ledger.page,
    "problems.md": problems.page,
    "settings.md": settings.page,
}


def stale() -> dict[Path, str]:
    """Each generated page that is not what it should be, with what it should be."""
    wanted = {REFERENCE / name: page() for name, page in PAGES.items()} | {figures.README: figures.page()}
    return {path: text for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text}


def written() -> list[Path]:
    """The pages that people write."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in pages if page.parent != REFERENCE]


def main() -> int:
    """Checks or writes; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a page is out of date")
    parser.add_argument("--outputs", action="store_true", help="renew the outputs of commands too")
    asked = parser.parse_args()
    found = stale()
    if asked.check:
        for path in found:
            print(f"out of date: {path.relative_to(ROOT)} (python docs/generate.py)", file=sys.stderr)
        return 1 if found else 0
    if asked.outputs:
        from docs.generators.outputs import refreshed  # noqa: PLC0415 - only where commands are run

        _write(found)
        found = {path: text for path, text in refreshed(written()).items() if text != path.read_text("utf-8")}
    _write(found)
    return 0


def _write(pages: dict[Path, str]) -> None:
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
