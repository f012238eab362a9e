"""Requests, asks, assets and consents: their states, and where each stood at a moment."""
