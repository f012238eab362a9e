"""Questions of those who answer for all accounts together."""
