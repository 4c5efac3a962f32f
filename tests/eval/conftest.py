"""Puts the repository's root on the path: ``eval`` is a folder of scripts, not part of the package."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
