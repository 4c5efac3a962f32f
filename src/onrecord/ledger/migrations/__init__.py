"""Alembic's migrations of the ledger, applied by ``onrecord.ledger.opening``; no file of settings is needed."""
