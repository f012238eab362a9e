"""The accounts with a story: what each holds is written down here, what to expect in README.md."""

from examples.plan import AccountPlan
from examples.stories.advocacy import ADVOCACY
from examples.stories.coverage import COVERAGE
from examples.stories.departures import DEPARTURES
from examples.stories.identity import IDENTITY

STORIES: tuple[AccountPlan, ...] = (*DEPARTURES, *COVERAGE, *ADVOCACY, *IDENTITY)
