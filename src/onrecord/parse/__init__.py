"""Sentences, tokens and quotation marks: the only room that knows a language model."""

from onrecord.parse.tree import Parsed, Quotation, Sentence, Token

__all__ = ["Parsed", "Quotation", "Sentence", "Token"]
