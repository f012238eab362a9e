"""Numbered changes to the graph, forward only; each applied once and recorded in the graph."""
