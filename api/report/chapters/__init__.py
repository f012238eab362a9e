"""The chapters of the report, in their order; one file declares each."""

from api.report.chapters import (
    books,
    churn,
    coverage,
    customers,
    data,
    departures,
    inventory,
    promises,
    quality,
    references,
    revenue,
    risk,
    single_threads,
    surveys,
    touches,
)
from api.report.subject import Subject

SUBJECTS: tuple[Subject, ...] = (
    customers.SUBJECT,
    quality.SUBJECT,
    risk.SUBJECT,
    coverage.SUBJECT,
    promises.SUBJECT,
    departures.SUBJECT,
    single_threads.SUBJECT,
    books.SUBJECT,
    touches.SUBJECT,
    references.SUBJECT,
    inventory.SUBJECT,
    revenue.SUBJECT,
    surveys.SUBJECT,
    churn.SUBJECT,
    data.SUBJECT,
)
