"""Which issue, how committed, under which conditions: statements and deeds become positions."""

from onrecord.positions.find import Found
from onrecord.positions.find import find as find_positions
from onrecord.positions.profile import Profile, profiles
from onrecord.positions.territory import territory

__all__ = ["Found", "Profile", "find_positions", "profiles", "territory"]
