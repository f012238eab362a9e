"""What one mail says in our words: a touch or an attempt, or evidence of a departure."""

from collections.abc import Iterator
from datetime import UTC, datetime

from graph.model import Millis
from graph.statement import Participant, Statement, Value
from graph.values.mailboxes import is_shared
from importers.mail.automatic import is_automatic_reply, is_written_by_a_program
from importers.mail.message import Message, MessageError
from importers.mail.replies import Reading, Reply, read_reply
from importers.mail.reports import Bounce, bounces_in, is_report
from importers.mail.text import own_words, text_of
from importers.ours import Ours

LONGEST_KEPT = 50_000
"""Characters of a body that are kept, where the operator wants bodies kept."""

WEIGHTS = {
    Reading.LEFT: 0.95,
    Reading.LEFT_WITH_SUCCESSOR: 0.95,
    Reading.PARENTAL_LEAVE: 0.0,
    Reading.LEAVE_UNTIL: 0.0,
    Reading.ABSENT: 0.0,
}
"""How strongly an automatic reply speaks of a departure; a bounce tells by itself."""
KINDS = {
    Reading.LEFT: "auto_reply_left",
    Reading.LEFT_WITH_SUCCESSOR: "auto_reply_left",
    Reading.PARENTAL_LEAVE: "on_leave",
    Reading.LEAVE_UNTIL: "on_leave",
    Reading.ABSENT: "absent",
}
"""The kind of evidence that an automatic reply is."""
_SAYS = {
    Reading.LEFT: "no longer with the company",
    Reading.LEFT_WITH_SUCCESSOR: "no longer with the company",
    Reading.PARENTAL_LEAVE: "on parental leave",
    Reading.LEAVE_UNTIL: "away",
    Reading.ABSENT: "away",
}
_BOUNCED = {
    Reading.BOUNCE_UNKNOWN_USER: "unknown user",
    Reading.BOUNCE_FULL: "mailbox full",
    Reading.BOUNCE_POLICY: "refused by policy",
    Reading.BOUNCE_TEMPORARY: "refused for now",
    Reading.BOUNCE_OTHER: "another reason",
}


def statements_of(
    message: Message, ours: Ours, line: int, *, keep_text: bool
) -> Iterator[Statement]:
    """The statements of a mail, on lines from `line` on; none for what is neither nor."""
    reading = read(message, ours)
    if isinstance(reading, Reply):
        yield from _of_reply(message, reading, line)
    elif isinstance(reading, list):
        for number, bounce in enumerate(reading):
            yield _of_bounce(message, bounce, line + number)
    elif reading is None and (touch := _touch(message, ours, line, keep_text=keep_text)):
        yield touch


def read(message: Message, ours: Ours) -> Reply | list[Bounce] | Reading | None:
    """What a mail is: an automatic reply, a report of bounces, None if a human wrote it.

    `Reading.ORDINARY` is anything else that a program wrote.
    """
    if is_report(message):
        return [b for b in bounces_in(message) if b.address not in ours]
    if message.author.address not in ours and is_automatic_reply(message):
        text = own_words(text_of(message))
        return read_reply(text, message.subject, message.author, message.at)
    return Reading.ORDINARY if is_written_by_a_program(message) else None


# --- touches and attempts


def _touch(message: Message, ours: Ours, line: int, *, keep_text: bool) -> Statement | None:
    """None for mail among ourselves, and for mail in which none of us stands."""
    outgoing = message.author.address in ours
    sides = {person.address in ours for person in (*message.to, *message.copied)}
    if outgoing and False not in sides:
        return None
    if not outgoing and True not in sides and not _delivered_to_us(message, ours):
        return None
    values: dict[str, Value] = {
        "at": message.at,
        "channel": "email",
        "reach": "human",
        "direction": "out" if outgoing else "in",
        "initiation": _initiation(message, ours, outgoing=outgoing),
        "subject": message.subject or None,
        "thread": message.thread,
    }
    if keep_text:
        values["summary"] = text_of(message)[:LONGEST_KEPT].strip() or None
    return Statement(
        "Touchpoint",
        f"mail:Message:{message.id}",
        values,
        participants=tuple(_participants(message, ours, outgoing=outgoing)),
        line=line,
    )


def _delivered_to_us(message: Message, ours: Ours) -> bool:
    """Whether a mail that names none of us reached one of us all the same, as a blind copy."""
    return any(
        address.strip(" <>").lower() in ours
        for field in ("delivered-to", "x-original-to", "envelope-to")
        for address in message.fields.get(field, ())
    )


def _initiation(message: Message, ours: Ours, *, outgoing: bool) -> str | None:
    """Who began the thread, as far as the id of its first mail tells."""
    if not message.answers:
        return "proactive" if outgoing else "reactive"
    began_at = message.thread.lower().rpartition("@")[2]
    if f"@{began_at}" in ours:
        return "proactive"
    people = (*message.authors, *message.to, *message.copied)
    theirs = {p.address.rpartition("@")[2] for p in people if p.address not in ours}
    return "reactive" if began_at in theirs else None


def _participants(message: Message, ours: Ours, *, outgoing: bool) -> Iterator[Participant]:
    """Whoever has an address of their own in the header, in the first part they are named for."""
    parts: dict[str, str] = {}
    for person in message.authors:
        # Of several authors those on the other side did not write to themselves.
        wrote = (person.address in ours) == outgoing
        parts.setdefault(person.address, "wrote" if wrote else "copied")
    for people, part in ((message.to, "addressed"), (message.copied, "copied")):
        for person in people:
            parts.setdefault(person.address, part)
    for address, part in parts.items():
        if not is_shared(address):
            label = "Teammate" if address in ours else ""
            yield Participant(f"email:{address}", part, label)


# --- evidence


def _of_reply(message: Message, reply: Reply, line: int) -> Iterator[Statement]:
    if reply.reading is Reading.ORDINARY:
        if reply.phrase:
            raise MessageError(
                f"an automatic reply in {reply.language} says that its author left something that"
                " may not be their company: judge it by reading it"
            )
        return
    author = message.author.address
    said = f"automatic reply in {reply.language}: {_SAYS[reply.reading]}"
    if reply.until is not None:
        said += f" until {reply.until.isoformat()}"
    addresses = (("turn to", reply.successor), ("now at", reply.new_address))
    noted = "; ".join(f"{what} {address}" for what, address in addresses if address)
    yield _signal(
        message,
        f"mail:Signal:{message.id}",
        author,
        line,
        kind=KINDS[reply.reading],
        weight=WEIGHTS[reply.reading],
        detail=said,
        note=noted or None,
        until=_moment(reply),
    )
    if reply.successor:
        yield Statement(
            "SUCCEEDED_BY",
            f"mail:Successor:{message.id}",
            {
                "person": f"email:{author}",
                "successor": f"email:{reply.successor}",
                "since": message.at,
            },
            created_at=message.at,
            line=line + 1,
        )


def _of_bounce(message: Message, bounce: Bounce, line: int) -> Statement:
    return _signal(
        message,
        f"mail:Signal:{message.id}:{bounce.address}",
        bounce.address,
        line,
        kind="bounce",
        weight=bounce.verdict.weight,
        detail=_BOUNCED[bounce.reading],
        note=bounce.reason[:200] or None,
    )


def _signal(
    message: Message, key: str, address: str, line: int, until: Millis | None = None, **more: Value
) -> Statement:
    values: dict[str, Value] = {
        "person": f"email:{address}",
        "at": message.at,
        "until": until,
        "source": "mail",
        "record": f"mail:Message:{message.id}",
        **more,
    }
    return Statement("Signal", key, values, line=line)


def _moment(reply: Reply) -> Millis | None:
    if reply.until is None:
        return None
    return int(datetime.combine(reply.until, datetime.min.time(), UTC).timestamp()) * 1000
