"""onrecord reads the news and keeps an evidence-linked record of where everyone stands.

    import onrecord
    found = onrecord.read("article.txt", dossier="gaza.yaml")
    for position in found.positions:
        print(position.holder, position.issue, position.level, position.evidence.quote)

``read`` is loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.run.api import Readings, read

__version__ = "0.1.0"
__all__ = ["Readings", "__version__", "read"]


def __getattr__(name: str) -> Any:
    if name in {"read", "Readings"}:
        from onrecord.run import api  # noqa: PLC0415  (lazy: pulls in the language model's package)

        return getattr(api, name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
