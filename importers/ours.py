"""Which addresses are those of our own people, as far as the operator says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import BadInput
from graph.values.mailboxes import FREE_MAIL, folded_address, is_within
from importers.source import Options


@dataclass(frozen=True, slots=True)
class Ours:
    """Tells our own people's addresses: `whose`, and everybody at `domains` and below them."""

    whose: str
    domains: tuple[str, ...]

    def __contains__(self, address: str) -> bool:
        domain = address.rpartition("@")[2]
        return address == self.whose or any(is_within(domain, one) for one in self.domains)


def ours_of(options: Options) -> Ours:
    """Who our people are; where no domain is given, everybody at the owner's, unless it is public.

    BadInput where the owner's address is none.
    """
    domains = _folded(options.our_domains)
    whose = folded_address(options.whose) or ""
    if options.whose and not whose:
        raise BadInput(f"{options.whose!r} is not an e-mail address.", "whose")
    own = whose.rpartition("@")[2]
    if own and not domains and own not in FREE_MAIL:
        domains = (own,)
    return Ours(whose, domains)


def domains_in(text: str) -> tuple[str, ...]:
    """Domains as somebody wrote them, with commas or blanks between: in order, each once.

    BadInput where a word is none.
    """
    found = _folded(re.split(r"[\s,;]+", text))
    for domain in found:
        if not _DOMAIN.fullmatch(domain):
            raise BadInput(f"{domain!r} is no mail domain such as us.example.", "our_domains")
    return found


_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+")


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    found = (word.strip().casefold().rpartition("@")[2].strip(".") for word in words)
    return tuple(sorted({domain for domain in found if domain}))
