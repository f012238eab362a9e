"""The chapters of the report, in their order; one file declares each."""

from api.report.chapters import (
    coverage,
    customers,
    departures,
    promises,
    references,
    single_threads,
)
from api.report.subject import Subject

SUBJECTS: tuple[Subject, ...] = (
    customers.SUBJECT,
    coverage.SUBJECT,
    promises.SUBJECT,
    departures.SUBJECT,
    single_threads.SUBJECT,
    references.SUBJECT,
)
