"""Who said what: statements with their source, cue and content, by grammar over the parse and quotation marks.

``find`` keeps utterances; ``attributions`` gives attitudes too (beliefs, hopes, plans, demands).
"""

from onrecord.statements.attribution import Attribution, CastLike
from onrecord.statements.finder import attributions, find

__all__ = ["Attribution", "CastLike", "attributions", "find"]
