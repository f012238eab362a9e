"""Questions of those who look after customers: whom we know, how well, what is due."""
