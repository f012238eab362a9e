"""`rapport serve`: the API."""

import errno
import socket

import uvicorn

from api.app import create_app
from api.outbox.settings import read_outbox_settings
from api.settings import read_api_settings
from graph.errors import BadInput, Conflict
from graph.settings import read_settings

GRACE_SECONDS = 20
"""How long requests that are under way may go on after a stop was asked for."""
CONNECTIONS = 500


def serve_api(host: str, port: int, *, development: bool) -> None:
    """Serve until interrupted."""
    check_port(host, port)
    api = read_api_settings(development=True) if development else read_api_settings()
    uvicorn.run(
        create_app(read_settings(), api, read_outbox_settings()),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        limit_concurrency=CONNECTIONS,
    )


def check_port(host: str, port: int) -> None:
    """Raise Conflict if somebody listens there already, BadInput if nobody can.

    A server would find out too, but only when everything else is done.
    """
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Conflict(f"Port {port} is in use; name another with --port.") from None
        raise BadInput(f"{host}:{port} cannot be listened on: {error.strerror}.") from None
