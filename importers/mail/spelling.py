"""One spelling for texts that people write in many ways."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "\xa0": " "})


def plain(text: str) -> str:
    """The text in its simplest spelling: no accents, one kind of apostrophe, no wide letters."""
    # Accents only: the marks of Japanese syllables make other syllables.
    simple = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return unicodedata.normalize("NFC", _MARKS.sub("", simple))
