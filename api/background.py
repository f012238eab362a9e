"""What takes long, in a process of its own: `python -m api.background import FOLDER | undo RUN`.

The service starts it, so that no file, however large or damaged, slows or ends the service.
"""

import asyncio
import logging
import sys
from pathlib import Path

from api.import_options import check_dated
from api.moments import current
from api.settings import read_api_settings
from api.staging import Job, Staged
from graph.database import Database, open_database
from graph.errors import DatabaseUnavailable, RapportError
from graph.loading.load import load
from graph.loading.runs import fail_run, queue_again, read_runs, read_undoing
from graph.loading.undo import carry_out_undo
from graph.schema import prepare
from graph.settings import read_settings
from importers.catalogue import open_source
from importers.files import check_archive, printable
from importers.source import not_read

MOST_BEGINNINGS = 3
LOOK_SECONDS = 1
"""How often it is looked whether an import is still being taken back."""

log = logging.getLogger("rapport.imports")


async def import_staged(database: Database, staged: Staged) -> None:
    """Import an upload and remove it; one that cannot be imported fails, and says why.

    Raises DatabaseUnavailable when the graph cannot be reached: the upload stays for another try.
    """
    job = staged.job()
    if job is None:
        return
    try:
        await _import(database, staged, job)
    except DatabaseUnavailable:
        raise
    except RapportError as error:
        await fail_run(database, job.run, error.message, current())
    except Exception:
        log.exception("run %s failed", job.run)
        why = "Something went wrong on our side; the log has it under the id of this run."
        await fail_run(database, job.run, why, current())
    staged.remove()


async def _import(database: Database, staged: Staged, job: Job) -> None:
    if job.begun >= MOST_BEGINNINGS:
        raise RapportError(f"It was begun {job.begun} times and always cut off.")
    staged.note(job.model_copy(update={"begun": job.begun + 1}))
    options = job.options
    content = staged.content(job)
    check_archive(content, read_api_settings().unpacked_limit)
    said = options.read_with(content)
    export = await asyncio.to_thread(open_source, options.source, content, said)
    check_dated(export)
    await _wait_for_undoing(database, job.run)
    run = (await read_runs(database, [job.run])).get(job.run)
    if run is None or run.over:  # another process was at it as well
        return
    told = [printable(line) for line in not_read(export)]
    await load(database, export, full=options.fullness(), job=job.run, warnings=told)


async def _wait_for_undoing(database: Database, run: str) -> None:
    """Wait while an import is taken back, and show that this one waits and is not forgotten."""
    while True:
        if not await read_undoing(database):
            return
        await queue_again(database, run, current())
        await asyncio.sleep(LOOK_SECONDS)


async def _main(what: str, which: str) -> None:
    async with open_database(read_settings()) as database:
        await prepare(database)
        if what == "undo":
            await carry_out_undo(database, which)
        else:
            await import_staged(database, Staged(Path(which)))


if __name__ == "__main__":
    try:
        asyncio.run(_main(sys.argv[1], sys.argv[2]))
    except RapportError as failure:
        sys.exit(failure.message)
