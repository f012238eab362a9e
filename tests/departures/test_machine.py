"""People leave, are followed and come back in between all other steps; assets go their own way.

The machine and the model of `tests/programme/test_machine.py`, with departures and assets beside.
"""

from dataclasses import dataclass, field
from typing import Any

from anyio import from_thread, to_thread
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import Bundle, initialize, invariant, rule, run_state_machine_as_test

from graph.database import Database
from tests import engines
from tests.programme.telling import ANN, BEN, CLEO, told
from tests.programme.test_machine import FURTHEST, OVER, PENDING, WHERE, Ask, Machine, Model

LEGAL_ASSET = {
    "asset_submit": ("draft", "approved", "published"),
    "asset_approve": ("in_approval",),
    "asset_reject": ("in_approval",),
    "asset_publish": ("approved",),
    "asset_retire": ("draft", "in_approval", "approved", "published"),
}
ASSET_BECOMES = {
    "asset_submit": "in_approval",
    "asset_approve": "approved",
    "asset_reject": "draft",
    "asset_publish": "published",
    "asset_retire": "retired",
}
ENDED = ("cancelled", "unfulfilled")
COLLEAGUE = {ANN: BEN, BEN: ANN}


@dataclass
class Asset:
    """One asset of the model; `touched` counts what was done with it since it began."""

    person: str
    state: str = "draft"
    touched: int = 0


@dataclass
class Decision:
    """What one decision about a departure stopped and handed over."""

    resolved: bool
    asks: list[tuple[str, str]] = field(default_factory=list)  # id, and where it stood
    assets: list[tuple[str, str, int]] = field(default_factory=list)
    handed: list[str] = field(default_factory=list)


@dataclass
class Departing(Model):
    """What should be so, with people who left."""

    assets: dict[str, Asset] = field(default_factory=dict)
    decisions: dict[str, list[Decision]] = field(default_factory=dict)

    def free(self, person: str) -> bool:
        """Nobody who left is invited."""
        return not self.decisions.get(person) and super().free(person)

    def stop(self, person: str, decision: Decision) -> None:
        """Nothing goes on that hung on them."""
        for id_, ask in self.asks.items():
            if ask.person == person and ask.state in FURTHEST:
                decision.asks.append((id_, ask.state))
                self.put(ask, "cancelled")
        for id_, asset in self.assets.items():
            if asset.person == person and asset.state in ("approved", "published"):
                asset.touched += 1
                decision.assets.append((id_, asset.state, asset.touched))
                asset.state = "in_approval"
        self.decisions.setdefault(person, []).append(decision)

    def take_back(self, person: str) -> None:
        """What was stopped goes on, where nothing else was done about it."""
        decision = self.decisions[person].pop()
        busy = any(
            ask.person == person and ask.state in PENDING and ask.reserved_until > self.now
            for ask in self.asks.values()
        )
        for id_, was in decision.asks:
            ask = self.asks[id_]
            lapsed = was in ("invited", "accepted") and ask.reserved_until <= self.now
            if self.requests[ask.request] in ENDED or lapsed or (busy and was in PENDING):
                continue
            self.put(ask, was)
        for id_, was, touched in decision.assets:
            if self.assets[id_].touched == touched:
                self.assets[id_].state = was
                self.assets[id_].touched += 1
        for id_ in decision.handed:
            if self.asks[id_].state == "proposed":
                self.put(self.asks[id_], "cancelled")

    def offered(self, person: str, follower: str) -> list[str]:
        """The asks that the follower could be proposed for, one for each request."""
        stopped = {id_ for one in self.decisions.get(person, ()) for id_, _ in one.asks}
        by_request = {}
        for id_, ask in self.asks.items():
            theirs = [a for a in self.asks.values() if a.request == ask.request]
            known = any(a.person == follower and a.state in FURTHEST for a in theirs)
            hangs = ask.state in FURTHEST or (ask.state == "cancelled" and id_ in stopped)
            over = self.requests[ask.request] in OVER
            if ask.person == person and hangs and not known and not over:
                by_request[ask.request] = id_
        return list(by_request.values())


class DepartingMachine(Machine):
    """Rules about departures and assets beside those about requests and asks."""

    model: Departing
    pieces = Bundle("pieces")

    @initialize()
    def begin(self) -> None:
        async def fresh() -> Any:
            await engines.empty(self.database)
            return await told(self.database)

        self.programme = from_thread.run(fresh)
        self.model = Departing(self.programme.now)
        self.seen = []

    # --- assets

    @rule(target=pieces, person=some.sampled_from((ANN, ANN, BEN, CLEO)))
    def put_down(self, person: str) -> Any:
        about = {"title": "Fast", "kind": "quote", "person": [person], "account": WHERE[person]}
        id_ = self._try(True, "asset_upsert", **about)
        self.model.assets[str(id_)] = Asset(person)
        return id_

    @rule(piece=pieces, change=some.sampled_from(sorted(LEGAL_ASSET)))
    def asset_step(self, piece: str, change: str) -> None:
        asset = self.model.assets[piece]
        more = {"approval": "by mail"} if change == "asset_approve" else {}
        legal = asset.state in LEGAL_ASSET[change]
        if self._try(legal, change, id=piece, **more) is not None:
            asset.state = ASSET_BECOMES[change]
            asset.touched += 1

    @rule(piece=pieces, words=some.integers(0, 10**6))
    def other_words(self, piece: str, words: int) -> None:
        asset = self.model.assets[piece]
        legal = asset.state in ("draft", "in_approval")
        if self._try(legal, "asset_upsert", id=piece, text=f"So fast {words}.") is not None:
            asset.touched += 1

    # --- departures

    @rule(person=some.sampled_from((ANN, BEN, CLEO)))
    def leave(self, person: str) -> None:
        self.model.now = self.programme.now + 60_000
        legal = not self.model.decisions.get(person)
        if self._decide(legal, "departure_confirm", person) is not None:
            self.model.stop(person, Decision(resolved=False))

    @rule(person=some.sampled_from((ANN, BEN)))
    def be_followed(self, person: str) -> None:
        self.model.now = self.programme.now + 60_000
        follower = COLLEAGUE[person]
        if self.model.decisions.get(follower):
            return  # who left as well follows nobody, which is bad input and no question of steps
        legal = not any(one.resolved for one in self.model.decisions.get(person, ()))
        chosen = self.model.offered(person, follower) if legal else []
        more = {"successor": follower, "asks": chosen}
        if self._decide(legal, "departure_resolve", person, **more) is None:
            return
        decision = Decision(resolved=True)
        self.model.stop(person, decision)
        for request, id_ in self._new_asks():
            decision.handed.append(id_)
            self.model.asks[id_] = Ask(follower, request)
            self.model.follow(request)
        assert len(decision.handed) == len(chosen)

    @rule(person=some.sampled_from((ANN, BEN, CLEO)))
    def come_back(self, person: str) -> None:
        self.model.now = self.programme.now + 60_000
        legal = bool(self.model.decisions.get(person))
        if self._decide(legal, "departure_undo", person) is not None:
            self.model.take_back(person)

    def _decide(self, legal: bool, change: str, person: str, **more: Any) -> str | None:
        return self._try(legal, change, person=person, account=WHERE[person], **more)

    def _new_asks(self) -> list[tuple[str, str]]:
        """Requests and asks that are there now and not in the model."""
        rows = self._run(
            lambda: self.database.read(
                "tests.new",
                "MATCH (k:Ask {source: 'rapport'})-[:FOR]->(r:AdvocacyRequest) "
                "RETURN r.id AS request, k.id AS id ORDER BY id",
            )
        )
        return [(r["request"], r["id"]) for r in rows if r["id"] not in self.model.asks]

    @invariant()
    def assets_stand_as_they_should(self) -> None:
        if not hasattr(self, "model") or not self.model.assets:
            return
        rows = self._run(
            lambda: self.database.read(
                "tests.assets", "MATCH (s:Asset) RETURN s.id AS id, s.state AS state"
            )
        )
        expected = {id_: asset.state for id_, asset in self.model.assets.items()}
        assert {row["id"]: row["state"] for row in rows} == expected


async def test_people_leave_and_come_back_in_any_order(database: Database) -> None:
    machine = type("OnThisEngine", (DepartingMachine,), {"database": database})
    bounded = settings(
        max_examples=8,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    await to_thread.run_sync(lambda: run_state_machine_as_test(machine, settings=bounded))
