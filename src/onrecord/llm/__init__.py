"""Positions read by a language model of the user's choice, behind any endpoint that speaks OpenAI's chat protocol.

Off unless asked for: only ``onrecord.run`` imports this room, and only where a run names an endpoint. What the model
answers is a claim to be checked, never a record: see ``checking``.
"""

from onrecord.errors import SetupError

try:
    import httpx as _  # noqa: F401  (the extra's one library; said here once, in words that help)
except ImportError as error:
    raise SetupError(
        "the library that speaks to a language model is not installed",
        place="onrecord[llm]",
        remedy="Install the extra: pip install 'onrecord[llm]'.",
    ) from error

from onrecord.llm.asker import Asker
from onrecord.llm.prompt import version
from onrecord.llm.usage import Usage

__all__ = ["Asker", "Usage", "version"]
