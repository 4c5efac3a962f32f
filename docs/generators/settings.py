"""The reference of settings, out of the record that holds them."""

from __future__ import annotations

from dataclasses import fields

from docs.generators.markdown import heading, table

from onrecord.settings import Settings

MEANING = {
    "model": "The installed spaCy pipeline that parses. Another English one changes what is read, and the run's id.",
    "batch": "How many articles are parsed at once. More takes more memory and seldom less time.",
    "max_page_bytes": "A page above this size is refused, with a row in problems.",
    "max_words": "After so many words the rest of an article is not parsed.",
    "min_confidence": "Positions that are less sure than this (0 to 1) are dropped; `--explain` shows them.",
    "ledger": "The ledger that commands use when none is named: a file or a database URL.",
    "actors": "A YAML file of your own actors, names and persons; empty for none. Other actors make another run.",
    "decide": "What tells a position: `grammar`, the trained `reader`, or `both`.",
    "lean": "`precision` for fewer and surer positions, `recall` for more and less sure ones, `f1` for the balance.",
    "map": "A table of borders that the desk draws instead of the shipped ones; `vendor/world_map/convert.py` makes "
    "one of a TopoJSON file.",
    "llm_url": "An endpoint that speaks OpenAI's chat protocol: [a language model](../how-to/use-a-language-model.md) "
    "then tells the positions. Empty for none.",
    "llm_model": "The model's name there. It is recorded with the run, with the version of the prompt.",
    "llm_key": "The endpoint's key. It is sent to the endpoint and written nowhere.",
    "llm_timeout": "The seconds that one exchange with it may take in all.",
    "llm_retries": "How often an exchange is tried again that failed for a passing reason.",
    "llm_requests": "How many requests a run may send; 0 for any number. What is left is read offline.",
    "llm_tokens": "How many tokens a run may spend, in and out; 0 for any number. What is left is read offline.",
    "llm_piece": "How many characters of an article go into one request; a longer article takes several.",
    "llm_answer": "How many tokens an answer may have.",
    "allow_hosts": "From which hosts [the desk](../how-to/add-articles.md) may fetch a page whose link was given: "
    "names with commas between them, `*.` before one for all hosts below it, `:8080` behind one for another port.",
    "fetch_seconds": "The seconds that fetching one page may take in all, redirects included.",
    "fetch_bytes": "How many bytes of a page are taken from the network.",
    "fetch_redirects": "How many redirects are followed. Each must lead to an allowed host.",
    "upload_files": "How many files one upload may hold.",
    "upload_bytes": "How many bytes one upload may have.",
    "jobs": "The folder for what was added on the desk and not read yet, and for the history of jobs. Empty: beside "
    "the ledger's file (`onrecord.db-jobs`), or `./onrecord-jobs` where the ledger is a database URL.",
    "secret": "What a [shared desk](../how-to/run-a-server.md) signs its cookies with: 32 characters or more that "
    "nobody can guess. Empty for a new one at each start, with which everybody logs in anew.",
}


def page() -> str:
    """Every setting with its variable, type, default and meaning.

    Raises:
        KeyError: a setting has no meaning written above.
    """
    known = Settings()
    rows = [
        (
            f"`{one.name}`",
            f"`ONRECORD_{one.name.upper()}`",
            type(getattr(known, one.name)).__name__,
            f"`{getattr(known, one.name)}`" if getattr(known, one.name) != "" else "",
            MEANING[one.name],
        )
        for one in fields(Settings)
    ]
    return "\n".join(
        [heading("Settings", INTRODUCTION), table(("setting", "variable", "type", "default", "what"), rows)]
    )


INTRODUCTION = """\
Every setting can be given by an environment variable, or in Python as `onrecord.read(…, settings=Settings(batch=8))`
with `from onrecord.settings import Settings`. There is no settings file. A value of the wrong type ends with exit code
2 and names the variable."""
