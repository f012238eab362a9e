"""Signatures of the Standard Webhooks specification: HMAC-SHA256 over id, moment and body."""

import base64
import hmac
from collections.abc import Sequence
from hashlib import sha256

PREFIX = "whsec_"


def headers_of(id_: str, seconds: int, body: bytes, secrets: Sequence[str]) -> dict[str, str]:
    """The three headers of a message; one signature for each secret.

    `seconds` is the moment of the attempt since 1970, `id_` the same at every attempt.
    """
    signed = b".".join((id_.encode(), str(seconds).encode(), body))
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(f"v1,{_signature(secret, signed)}" for secret in secrets),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.digest(key, signed, sha256)).decode()
