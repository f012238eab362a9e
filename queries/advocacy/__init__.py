"""Questions of those who ask customers to speak for us."""
