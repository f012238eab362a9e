"""What the command line logs, to standard error."""

import logging


def log_requests(*, debug: bool) -> None:
    """Log to standard error: requests, and with `debug` every statement too."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.INFO)
    logging.getLogger("rapport.statements").setLevel(logging.DEBUG if debug else logging.WARNING)
