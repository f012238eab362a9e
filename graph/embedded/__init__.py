"""The embedded database: a child process that serves one directory."""
