"""Profile addresses: the key that names whoever has the profile, in every source alike."""

import re
from urllib.parse import unquote

_PROFILE = re.compile(
    r"\s*(?:https?://)?(?:[a-z0-9-]+\.)?linkedin\.com/((?:in|pub)/[^\s/?#]+)", re.IGNORECASE
)


def profile_key(address: str) -> str | None:
    """The key of whoever has this profile: `linkedin:in/ann-lee`; None where it is no profile."""
    found = _PROFILE.match(address)
    return f"linkedin:{unquote(found[1]).casefold()}" if found else None
