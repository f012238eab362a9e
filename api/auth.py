"""Who asks: the key in `Authorization: Bearer rap_…`, and the role it acts in.

A key is never logged, nor put into an answer or an error; a request is known by its key's id.
"""

from api.context import Key
from api.faults import Refused, refused
from graph.errors import Unauthenticated
from graph.keys import KeyRing
from graph.model import Millis

HOW = "Send an API key as 'Authorization: Bearer rap_...'; `rapport keys create` makes one."


async def authenticate(header: str | None, ring: KeyRing, now: Millis) -> Key:
    """The key that an Authorization header shows; refused with UNAUTHENTICATED otherwise."""
    if header is None:
        raise _unknown(f"Who asks? {HOW}")
    scheme, _, shown = header.partition(" ")
    if scheme.lower() != "bearer":
        raise _unknown(f"Only bearer keys are understood. {HOW}")
    key = await ring.find(shown.strip(), now)
    if key is None:
        raise _unknown("The key is not known here, or it has expired or was revoked.")
    return Key(name=key.name, role=key.role, id=key.id)


def _unknown(why: str) -> Refused:
    return refused(Unauthenticated(why), WWW_Authenticate='Bearer realm="rapport"')
