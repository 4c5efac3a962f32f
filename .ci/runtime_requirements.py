"""Prints the part of requirements.lock that running needs: what `make demo` installs.

Packages named as arguments are printed too, with what they need: an extra's, for the Dockerfile. The lock says for each
package which others it is there for ("via"); those that only development needs are left out.
"""

import re
import sys
from pathlib import Path

ROOTS = {"onrecord (pyproject.toml)", "hatchling", "editables"}

blocks = re.split(r"\n(?=[a-z0-9])", Path("requirements.lock").read_text(encoding="utf-8"))
names = [block.split("==", 1)[0] for block in blocks]
parents = [{line.strip("# ").removeprefix("via ") for line in re.findall(r"^ +#.*$", b, re.MULTILINE)} for b in blocks]

needed = ROOTS | set(sys.argv[1:])
while found := {name for name, via in zip(names, parents, strict=True) if name not in needed and via & needed}:
    needed |= found
print("\n".join(block.rstrip() for name, block in zip(names, blocks, strict=True) if name in needed))
