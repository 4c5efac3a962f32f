"""From files, folders, globs and standard input to raw pages; from YAML to dossiers."""

from onrecord.read.dossier import load_dossier, parse_dossier
from onrecord.read.pages import data_pages, file_pages, pages

__all__ = ["data_pages", "file_pages", "load_dossier", "pages", "parse_dossier"]
