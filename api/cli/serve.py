"""`rapport serve`: the API."""

import uvicorn

from api.app import create_app
from api.settings import read_api_settings
from graph.settings import read_settings

GRACE_SECONDS = 20
"""How long requests that are under way may go on after a stop was asked for."""
CONNECTIONS = 500


def serve_api(host: str, port: int, *, development: bool) -> None:
    """Serve until interrupted."""
    api = read_api_settings(development=True) if development else read_api_settings()
    uvicorn.run(
        create_app(read_settings(), api),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        limit_concurrency=CONNECTIONS,
    )
