"""The ledger over REST: what the commands answer, as JSON under ``/api/v1``, described by OpenAPI."""
