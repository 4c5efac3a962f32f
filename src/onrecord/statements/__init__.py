"""Who said what: statements with their source, cue and content, by grammar over the parse and quotation marks.

``find`` keeps utterances; ``attributions`` gives attitudes too (beliefs, hopes, plans, demands), and takes the
trained tagger.
"""

from onrecord.statements.attribution import Attribution, CastLike
from onrecord.statements.finder import attributions, find
from onrecord.statements.tagger import Tagger

__all__ = ["Attribution", "CastLike", "Tagger", "attributions", "find"]
