"""What several questions share: who left, what is promised, what counts, how it is weighed."""
