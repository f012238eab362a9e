"""What a browser is shown: the front page and the explorer, whole without the internet."""

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

OWN_FILES_ONLY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of our pages. The editor of the explorer sets styles on its elements."""


async def front_page(_: Request) -> HTMLResponse:
    """The page at `/`."""
    return _page("front.html")


async def explorer(request: Request) -> Response:
    """GraphiQL with a field for the key; GET /graphql of a browser in development mode."""
    if "text/html" not in request.headers.get("accept", ""):
        return Response(status_code=405, headers={"Allow": "POST"})
    return _page("explorer.html")


def static_files() -> StaticFiles:
    """Scripts and styles of the pages."""
    return StaticFiles(packages=[("api.pages", "static")])


def _page(name: str) -> HTMLResponse:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return HTMLResponse(text, headers={"Content-Security-Policy": OWN_FILES_ONLY})
