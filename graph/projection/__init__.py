"""What follows from what the sources say: pure functions from records to nodes and relations.

Whatever order records come in, the same set of them gives the same accounts, people, employments,
roles and signals.
"""
