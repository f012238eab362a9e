"""Any steps in any order, on the real engine and on a plain model of what should come of them.

The model is written out here by hand, and knows nothing of the code: the two must agree about what
is legal, who is held, where every ask and request stands, and what was true at moments gone by.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from anyio import from_thread, to_thread
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from graph.changes.lapses import expire_lapsed
from graph.database import Database
from graph.errors import Conflict
from queries.catalogue import gather
from queries.parameters import Parameters
from queries.rules.asks import asks_of
from tests import engines
from tests.programme.telling import ACME, ANN, BEN, BOLT, CLEO, Programme, told
from tests.queries.world import DAY

WHERE = {ANN: ACME, BEN: ACME, CLEO: BOLT}
PENDING = ("invited", "accepted", "scheduled")
LEGAL = {
    "ask_submit": ("proposed",),
    "ask_approve": ("proposed", "owner_approval"),
    "ask_decline_by_owner": ("proposed", "owner_approval", "approved"),
    "ask_invite": ("approved",),
    "ask_accept": ("invited",),
    "ask_decline": PENDING,
    "ask_schedule": ("accepted", "scheduled"),
    "ask_complete": ("accepted", "scheduled"),
    "ask_miss": ("scheduled",),
    "ask_feedback": ("completed",),
    "ask_cancel": ("proposed", "owner_approval", "approved", *PENDING),
}
BECOMES = {
    "ask_submit": "owner_approval",
    "ask_approve": "approved",
    "ask_decline_by_owner": "declined_by_owner",
    "ask_invite": "invited",
    "ask_accept": "accepted",
    "ask_decline": "declined",
    "ask_schedule": "scheduled",
    "ask_complete": "completed",
    "ask_cancel": "cancelled",
}
FURTHEST = ("scheduled", "accepted", "invited", "approved", "owner_approval", "proposed")
LOOKS = {"approved": "owner_approval", "proposed": "matching"}
ENDS = {
    "declined_by_owner": "declined_by_owner",
    "declined": "declined_by_advocate",
    "missed_by_prospect": "missed",
    "missed_by_advocate": "missed",
}
OVER = ("completed", "feedback", "cancelled", "unfulfilled")


@dataclass
class Ask:
    """One ask of the model."""

    person: str
    request: str
    state: str = "proposed"
    invited_at: int | None = None
    declined_at: int | None = None
    reserved_until: int = 0
    ended: int = 0
    heard: bool = False


@dataclass
class Model:
    """What should be so."""

    now: int
    asks: dict[str, Ask] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)
    needed: dict[str, int] = field(default_factory=dict)
    ends: int = 0

    def lapse(self) -> None:
        """What nobody answered to in time has expired."""
        for ask in self.asks.values():
            if ask.state in ("invited", "accepted") and ask.reserved_until <= self.now:
                self.put(ask, "expired")

    def put(self, ask: Ask, state: str) -> None:
        ask.state = state
        if state not in FURTHEST:
            self.ends += 1
            ask.ended = self.ends
        self.follow(ask.request)

    def follow(self, request: str) -> None:
        if self.requests[request] in ("draft", "cancelled", "unfulfilled"):
            return
        mine = [ask for ask in self.asks.values() if ask.request == request]
        done = [ask.heard for ask in mine if ask.state == "completed"]
        if not mine:
            return
        if len(done) >= self.needed[request]:
            self.requests[request] = "feedback" if all(done) else "completed"
            return
        for state in FURTHEST:
            if any(ask.state == state for ask in mine):
                self.requests[request] = LOOKS.get(state, state)
                return
        last = max(mine, key=lambda ask: ask.ended)
        self.requests[request] = ENDS.get(last.state, "matching")

    def free(self, person: str) -> bool:
        """Whether anybody may be invited: nothing pending, rested, below both caps."""

        def days(at: int) -> int:
            return (self.now - at) // DAY

        counted = [
            ask
            for ask in self.asks.values()
            if ask.invited_at is not None and ask.state != "missed_by_prospect"
        ]
        mine = [ask for ask in counted if ask.person == person]
        there = [ask for ask in counted if WHERE[ask.person] == WHERE[person]]
        return not (
            any(ask.state in PENDING and ask.reserved_until > self.now for ask in mine)
            or any(days(ask.invited_at or 0) < 30 for ask in mine)
            or any(ask.declined_at is not None and days(ask.declined_at) < 180 for ask in mine)
            or sum(days(ask.invited_at or 0) <= 180 for ask in mine) >= 3
            or sum(days(ask.invited_at or 0) <= 180 for ask in there) >= 6
        )


class Machine(RuleBasedStateMachine):
    """Rules take a step of the real thing and of the model; `database` is set by the test."""

    database: Database
    requests = Bundle("requests")
    asks = Bundle("asks")

    @initialize()
    def begin(self) -> None:
        async def fresh() -> Programme:
            await engines.empty(self.database)
            return await told(self.database)

        self.programme = from_thread.run(fresh)
        self.model = Model(self.programme.now)
        self.seen: list[tuple[int, list[Any]]] = []

    # --- steps

    @rule(
        target=requests,
        how_many=some.integers(1, 2),
        submitted=some.sampled_from((True, True, False)),
    )
    def request(self, how_many: int, submitted: bool) -> str:
        id_ = self._run(lambda: self.programme.request(submitted, how_many=how_many))
        self.model.requests[id_] = "submitted" if submitted else "draft"
        self.model.needed[id_] = how_many
        return str(id_)

    @rule(target=asks, request=requests, person=some.sampled_from((ANN, ANN, BEN, CLEO)))
    def propose(self, request: str, person: str) -> Any:
        state = self.model.requests[request]
        mine = [a for a in self.model.asks.values() if a.request == request]
        legal = state not in ("draft", *OVER) and not any(
            a.person == person and a.state in FURTHEST for a in mine
        )
        id_ = self._try(legal, "ask_propose", person=person, account=WHERE[person], request=request)
        if id_ is None:
            return multiple()
        self.model.asks[id_] = Ask(person, request)
        self.model.follow(request)
        return id_

    @rule(ask=asks, change=some.sampled_from(sorted(LEGAL)))
    def any_step(self, ask: str, change: str) -> None:
        self._step(ask, change)

    @rule(ask=asks)
    def the_usual_step(self, ask: str) -> None:
        """So that asks come far enough."""
        onward = ("approved", "invited", "accepted", "scheduled")
        names = ("ask_approve", "ask_invite", "ask_accept", "ask_schedule", "ask_complete")
        self.model.now = self.programme.now
        state = self.model.asks[ask].state
        self._step(ask, names[onward.index(state) + 1] if state in onward else names[0])

    @rule(request=requests, change=some.sampled_from(("cancel", "give_up", "match", "submit")))
    def own_step(self, request: str, change: str) -> None:
        state = self.model.requests[request]
        open_ = ("submitted", "matching", "declined_by_owner", "declined_by_advocate", "missed")
        legal = {
            "cancel": state not in OVER,
            "give_up": state in open_,
            "match": state == "submitted",
            "submit": state == "draft",
        }[change]
        if self._try(legal, f"advocacy_request_{change}", id=request) is None:
            return
        own = {"cancel": "cancelled", "give_up": "unfulfilled", "match": "matching"}
        self.model.requests[request] = own.get(change, "submitted")
        if change in ("cancel", "give_up"):
            for ask in self.model.asks.values():
                if ask.request == request and ask.state in FURTHEST:
                    self.model.put(ask, "cancelled")

    @rule(request=requests, how_many=some.integers(1, 3))
    def more_or_fewer(self, request: str, how_many: int) -> None:
        """How many are needed is said anew."""
        legal = self.model.requests[request] not in OVER
        if self._try(legal, "advocacy_request_update", id=request, how_many=how_many) is not None:
            self.model.needed[request] = how_many
            self.model.follow(request)

    @rule(days=some.sampled_from((1, 13, 14, 31, 100, 181)))
    def time_passes(self, days: int) -> None:
        self.programme.now += days * DAY
        self.model.now = self.programme.now
        self.model.lapse()
        self._run(lambda: expire_lapsed(self.database, self.programme.now))

    @rule()
    def remember(self) -> None:
        """How things stand now will be asked again at the end."""
        moment = self.programme.now
        self.seen.append((moment, self._run(lambda: self._stood(moment))))

    def _step(self, ask: str, change: str) -> None:
        model = self.model.asks[ask]
        self.model.now = self.programme.now + 60_000
        legal = model.state in LEGAL[change]
        if legal and change == "ask_invite":
            legal = self.model.free(model.person)
        more: dict[str, Any] = {}
        if change == "ask_schedule":
            more = {"scheduled_at": self.model.now + 5 * DAY}
        if change == "ask_complete":
            more = {"at": self.model.now}
        if change == "ask_miss":
            more = {"missed_by": ("prospect", "advocate")[len(self.model.asks) % 2]}
        if change == "ask_feedback":
            more = {"advocate_rating": 5, "prospect_feedback": "Helpful."}
        if self._try(legal, change, id=ask, **more) is None:
            return
        now = self.model.now
        if change == "ask_invite":
            model.invited_at = now
        if change == "ask_decline":
            model.declined_at = now
        if change in ("ask_invite", "ask_accept"):
            model.reserved_until = now + 14 * DAY
        if change == "ask_schedule":
            model.reserved_until = now + 19 * DAY
        if change == "ask_feedback":
            model.heard = True
            self.model.follow(model.request)
            return
        missed = f"missed_by_{more.get('missed_by')}"
        self.model.put(model, BECOMES.get(change, missed))

    # --- agreement

    @invariant()
    def all_stands_as_it_should(self) -> None:
        if not hasattr(self, "model") or not self.model.requests:
            return
        rows = self._run(
            lambda: self.database.read(
                "tests.states",
                "MATCH (n) WHERE (n:Ask OR n:AdvocacyRequest) AND n.source = 'rapport' "
                "RETURN n.id AS id, n.state AS state",
            )
        )
        expected = {id_: ask.state for id_, ask in self.model.asks.items()} | self.model.requests
        assert {row["id"]: row["state"] for row in rows} == expected

    def teardown(self) -> None:
        for moment, stood in getattr(self, "seen", ()):
            assert self._run(partial(self._stood, moment)) == stood

    async def _stood(self, moment: int) -> list[Any]:
        columns = ("people", "asks", "asks_there")
        _, accounts = await gather(self.database, "tests", columns, Parameters(as_of=moment))
        return sorted(
            (ask["id"], ask["state"], ask["invited_at"], ask["ended_at"], ask["reserved_until"])
            for account in accounts
            for person in account.people
            for ask in asks_of(account, person.id)
        )

    def _try(self, legal: bool, change: str, **values: Any) -> str | None:
        """Make a change, which must come out as the model says."""
        try:
            made = self._run(lambda: self.programme.make(change, **values))
        except Conflict:
            assert not legal, f"{change} was refused"
            return None
        assert legal, f"{change} was not refused"
        return str(made)

    def _run(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        return from_thread.run(work)


async def test_any_steps_in_any_order(database: Database) -> None:
    machine = type("OnThisEngine", (Machine,), {"database": database})
    bounded = settings(
        max_examples=8,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    await to_thread.run_sync(lambda: run_state_machine_as_test(machine, settings=bounded))
