"""Uploads on disk, each in a folder of its own that nobody else may read, until they are imported.

A folder is named after the run that waits for it and holds what was uploaded and a note of what was
said about it. The note is written last: a folder without one holds an upload that was cut off.
"""

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict

from api.import_options import Upload
from graph.errors import BadInput

NOTE = "job.json"
CONTENT = "content"
CUT_OFF_SECONDS = 24 * 60 * 60
"""A folder without a note that is older than this belongs to nobody any more."""
LONGEST_NAME = 200
PIECE = 2**20


class Job(BaseModel):
    """What is to be imported: the run that waits for it, the file's name, what was said about it.

    `begun` counts how often it was begun, so that a file that ends every process is given up.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    run: str
    file: str
    options: Upload
    begun: int = 0


@dataclass(frozen=True)
class Staged:
    """The folder of one upload."""

    folder: Path

    @property
    def run(self) -> str:
        """The run that waits for it."""
        return self.folder.name

    def job(self) -> Job | None:
        """The note about it; None where there is none, or none that can be read."""
        try:
            return Job.model_validate_json((self.folder / NOTE).read_bytes())
        except (OSError, ValueError):
            return None

    def note(self, job: Job) -> None:
        """Write the note about it, all of it or nothing."""
        draft = self.folder / f"{NOTE}.draft"
        with open(draft, "wb", opener=_private) as file:
            file.write(job.model_dump_json().encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / NOTE)

    def content(self, job: Job) -> Path:
        """What was uploaded, under its own name."""
        return self.folder / CONTENT / job.file

    async def receive(self, name: str, chunks: AsyncIterator[bytes], most: int) -> int:
        """Keep what comes, as long as it is no more than `most` bytes; returns how many came.

        Raises TooLarge as soon as it is more.
        """
        size, held = 0, bytearray()
        with self._opened(name) as file:
            async for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise TooLarge(most)
                held += chunk
                if len(held) >= PIECE:
                    await asyncio.to_thread(file.write, bytes(held))
                    held.clear()
            await asyncio.to_thread(file.write, bytes(held))
        return size

    def _opened(self, name: str) -> BinaryIO:
        (self.folder / CONTENT).mkdir(mode=0o700, parents=True)
        return open(self.folder / CONTENT / name, "xb", opener=_private)

    def remove(self) -> None:
        """Remove it, with everything in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


class TooLarge(BadInput):
    """More was sent than may be uploaded."""

    def __init__(self, most: int) -> None:
        super().__init__(f"An upload may have {most:,} bytes at most.")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


@dataclass(frozen=True)
class Staging:
    """The folder of all uploads."""

    folder: Path

    def new(self, run: str) -> Staged:
        """A folder for an upload that is about to come."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self.folder / run
        place.mkdir(mode=0o700)
        return Staged(place)

    def __iter__(self) -> Iterator[Staged]:
        if self.folder.is_dir():
            yield from (Staged(p) for p in sorted(self.folder.iterdir()) if p.is_dir())

    def tidy(self) -> None:
        """Remove uploads that were cut off long ago."""
        for staged in self:
            age = time.time() - staged.folder.stat().st_mtime
            if age > CUT_OFF_SECONDS and staged.job() is None:
                staged.remove()


def file_name(text: str) -> str:
    """The name of an uploaded file; BadInput unless it is a plain one that leads nowhere."""
    plain = text.isprintable() and not set(text) & set('/\\:*?"<>|') and not text.startswith(".")
    if not text or not plain or len(text.encode()) > LONGEST_NAME:
        raise BadInput(
            "file must be the plain name of what is uploaded, such as Contact.csv or export.zip.",
            "file",
        )
    return text
