"""The fonts of the report's charts and PDF, so that they look the same on every machine."""
