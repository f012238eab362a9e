"""Measurements: how fast Rapport imports and answers, on each engine that can run here.

`python -m bench` (or `make bench`) writes `docs/benchmarks.md` and the same figures as JSON.
"""
