"""Work that the service does again and again beside its requests, until it ends."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

GRACE_SECONDS = 3.0
"""How long what is under way may take to finish when the service ends."""


@asynccontextmanager
async def recurring(
    work: Callable[[], Awaitable[float]], first: float = 0.0
) -> AsyncIterator[None]:
    """Do `work` in `first` seconds and then always after as many as it says, until the block ends.

    What is under way then may finish: cut off, a mail that was sent would be sent again, and the
    driver leaves open the socket of a connection that it was about to make.
    """
    ended = asyncio.Event()

    async def until_ended() -> None:
        pause = first
        while not await _within(pause, ended):
            pause = await work()

    task = asyncio.create_task(until_ended())
    try:
        yield
    finally:
        ended.set()
        _, late = await asyncio.wait([task], timeout=GRACE_SECONDS)
        for one in late:
            one.cancel()
            await asyncio.wait([one])


async def _within(seconds: float, event: asyncio.Event) -> bool:
    """Whether the event comes within the time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()
