"""Which articles go back to one report (origins) and which tell one development (stories), online and explained."""

from onrecord.stories.grouper import Grouper
from onrecord.stories.grouping import Grouping
from onrecord.stories.shelf import Shelf

__all__ = ["Grouper", "Grouping", "Shelf"]
