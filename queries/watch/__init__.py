"""What time alone brings about, and who is told of it: nobody did anything, so somebody looks."""
