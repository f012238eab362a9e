// People who look alike can be told apart: words to that effect are found by their id.
UNWIND [] AS nothing
