"""Imports as runs: batches with a ledger, rejects, what is marked absent, and taking a run back."""
