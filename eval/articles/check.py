"""Checks the labelled articles beside this file, or those of a folder: `python eval/articles/check.py eval/unseen`.

An article without the key `statements` has them unlabelled.
"""

import sys
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from eval.labels import check_article, issues_of_dossiers
from eval.sheets import Row, rows

from onrecord.records import StatementKind

HERE = Path(__file__).parent


def check_statement(statement: Row, at: int, text: str, count: int) -> None:
    assert statement["kind"] in get_args(StatementKind), statement["kind"]
    assert statement["content"] and statement["content"] in text, statement["content"]
    assert statement["speaker_text"] in text, statement["speaker_text"]
    assert statement["nested_in"] is None or statement["nested_in"] in set(range(count)) - {at}, at


def check_statements(article: Row) -> None:
    statements = article.get("statements", ())
    for at, statement in enumerate(statements):
        check_statement(statement, at, article["text"], len(statements))
        if statement["nested_in"] is not None:
            assert statement["content"] in statements[statement["nested_in"]]["content"], statement["content"]


def main(folder: Path = HERE) -> int:
    issues = issues_of_dossiers(folder / "dossiers")
    articles = rows(folder / "articles.jsonl")
    assert len({article["id"] for article in articles}) == len(articles), "ids repeat"
    for article in articles:
        check_article(article, issues)
        check_statements(article)
    print(f"{len(articles)} articles are consistent")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
