"""How a receiver checks a message, written from the text of Standard Webhooks alone."""

import base64
import hashlib
import hmac

from tests.api.outbox.receiver import Asked


def verified(asked: Asked, secret: str, now: float, tolerance: float = 300) -> bool:
    """Whether the message was signed with this secret, and not long ago."""
    assert secret.startswith("whsec_")
    key = base64.b64decode(secret[len("whsec_") :], validate=True)
    assert 24 <= len(key) <= 64
    id_, moment = asked.headers["webhook-id"], asked.headers["webhook-timestamp"]
    if abs(now - int(moment)) > tolerance:
        return False
    content = f"{id_}.{moment}.{asked.body.decode()}"
    wanted = base64.b64encode(hmac.new(key, content.encode(), hashlib.sha256).digest()).decode()
    signatures = asked.headers["webhook-signature"].split(" ")
    return any(
        version == "v1" and hmac.compare_digest(signature, wanted)
        for version, _, signature in (one.partition(",") for one in signatures)
    )
