"""Six sources that tell of the same forty people at four customers, and what is true of them.

`sources.py` holds the exports in the shapes their products write, `answer.py` what anybody who read
all of them with care would say. Dana and Erin, at us.example, are ours.
"""
