"""Pure functions of ledger rows: nothing here reads a file or a database."""
