"""The ledger as tools for an assistant that speaks the Model Context Protocol; they read, none writes.

It needs the extra: ``pip install 'onrecord[mcp]'``. Only ``cli`` loads this room, and only when it is asked for.
"""
