"""Charts drawn on the server: pure functions from records to SVG. Each page shows the same values in a table.

Colours come from the classes of the ladder (``level-…``), so that a chart follows the theme; a level is never told by
colour alone. Every mark has a ``title`` that says its value in words.
"""
