"""Which issue, how committed, under which conditions: statements and deeds become positions."""

from onrecord.positions.find import Found
from onrecord.positions.find import find as find_positions
from onrecord.positions.holders import UNKNOWN_NAME
from onrecord.positions.profile import Profile, profiles
from onrecord.positions.reader import Reader
from onrecord.positions.territory import territory
from onrecord.positions.weighing import balanced

__all__ = ["UNKNOWN_NAME", "Found", "Profile", "Reader", "balanced", "find_positions", "profiles", "territory"]
