"""The ledger over REST: what the commands answer, as JSON under ``/api/v1``, described by OpenAPI."""

from __future__ import annotations

from typing import Final

PREFIX: Final = "/api/v1"
"""Where the desk has it."""
