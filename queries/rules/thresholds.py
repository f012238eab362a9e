"""The numbers of the programme's questions, in one table: where each begins and ends.

Days are whole elapsed days, and "within" includes the last of them. What stands in the way of
asking somebody has its own numbers in `blockers.py`; the weights of scores stand in `scoring.py`.
"""

NEAR_EQUAL = 0.05
"""Scores are weighed against each other in steps of this size; within one step they are equal."""

CONTACT_DAYS = 90
"""How far back and ahead the contacts of `queries/facts/contacts.cypher` reach."""
PRESSURE_DAYS = 30
"""How far back and ahead contact pressure looks unless told otherwise."""
REPEATED = 2
"""So many contacts of ours with one purpose within the window repeat it."""

ENDING_DAYS = 30
"""A consent that ends within so many days is ending."""

ACTIVE_TOUCHES = 2
"""Fewest touches within 30 days of somebody newly active."""
WELL_DISPOSED = 0.2
"""From this sentiment on (-1 to 1) somebody is well disposed."""
MOMENT_DAYS = 14
"""How long after a good moment we may ask."""

STALLED_DAYS = 7
"""A request stalls when neither it nor an ask for it took a step for more days than this."""

HORIZON_DAYS = 90
"""How far ahead references are forecast: a quarter."""
HISTORY_DAYS = 365
"""From how long ago on closed deals tell how many references a deal uses."""

LOOP_DAYS = 2
"""What customers said, and a business review, want an answer within so many days."""
REVIEW_DAYS = 90
"""A business review is due every quarter."""

RESOURCES = 3
"""How many resources are named for one person."""
