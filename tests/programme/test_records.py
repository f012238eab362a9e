"""Assets and their approval, benefits, consents that are taken back, where an advocate stands."""

from dataclasses import replace

import pytest

from graph.database import Database
from graph.errors import BadInput, Conflict
from queries.advocacy.references import REFERENCE_CANDIDATES
from queries.catalogue import ask as answer
from queries.catalogue import gather
from queries.parameters import Parameters
from tests.programme.telling import ACME, ANN, BEN, MINUTE, Programme, id_of, told
from tests.queries.world import ago, asset, consent, tell


@pytest.fixture
async def programme(database: Database) -> Programme:
    return await told(database)


async def test_a_quote_from_the_draft_to_its_end(programme: Programme) -> None:
    """Two people feature in it; its words stay as they were approved, until they approve others."""
    quote = await programme.make(
        "asset_upsert", title="Fast", kind="quote", text="So fast.", person=[ANN, BEN], account=ACME
    )
    await programme.make("asset_submit", id=quote)
    await programme.make("asset_upsert", id=quote, text="Very fast.")
    await programme.make("asset_reject", id=quote, reason="too bold")
    await programme.make("asset_submit", id=quote)
    with pytest.raises(BadInput, match="who approved it"):
        await programme.make("asset_approve", id=quote, approval=None)
    await programme.make("asset_approve", id=quote, approval="Ann, by mail on Monday")
    approved_at = programme.now
    await programme.make("asset_publish", id=quote)
    await programme.make("asset_upsert", id=quote, url="https://vendor.example/fast")
    with pytest.raises(Conflict, match="This asset is published: its words may change while") as no:
        await programme.make("asset_upsert", id=quote, text="The fastest.")
    assert no.value.field == "text"
    shown = await programme.one("Asset", quote)
    assert {name: shown.get(name) for name in ("state", "text", "url", "approval")} == {
        "state": "published",
        "text": "Very fast.",
        "url": "https://vendor.example/fast",
        "approval": "Ann, by mail on Monday",
    }
    assert (shown["approved_at"], shown["published_at"]) == (approved_at, approved_at + MINUTE)
    who = await programme.database.read(
        "tests.who",
        "MATCH (p:Person)-[:FEATURES_IN]->(s:Asset {id: $id}) RETURN p.id AS id ORDER BY id",
        {"id": quote},
    )
    assert [row["id"] for row in who] == sorted((ANN, BEN))
    await programme.make("asset_retire", id=quote)
    assert await programme.steps("Asset", quote) == [
        *("draft", "in_approval", "draft (too bold)", "in_approval", "approved", "published"),
        "retired",
    ]
    with pytest.raises(Conflict, match="From retired it goes nowhere"):
        await programme.make("asset_publish", id=quote)


async def test_what_was_decided_about_an_imported_asset_outlives_its_next_import(
    programme: Programme,
) -> None:
    story = replace(asset("ann", ago(30)), modified_at=ago(30))
    await tell(programme.database, story, taken_at=ago(1))
    id_ = id_of("Asset", "ann")
    await programme.make("asset_submit", id=id_)
    again = replace(story, values={**story.values, "title": "A better story"}, modified_at=ago(20))
    await tell(programme.database, again, taken_at=ago(-2))
    shown = await programme.one("Asset", id_)
    assert (shown["title"], shown["state"]) == ("A better story", "in_approval")


async def test_a_benefit_is_noted_or_what_was_offered_is_given(programme: Programme) -> None:
    given = await programme.make("benefit_record", person=ANN, kind="gift", text="A book")
    assert (await programme.one("Benefit", given))["at"] == programme.now
    at = programme.now
    await programme.make("benefit_record", id=given, text="Two books")
    shown = await programme.one("Benefit", given)
    assert (shown["text"], shown["kind"], shown["at"]) == ("Two books", "gift", at)
    with pytest.raises(BadInput):
        await programme.make("benefit_record", text="For nobody")


async def test_no_import_brings_a_consent_back(programme: Programme) -> None:
    """Whatever the source says of it next."""
    words = consent("ann", "speaking")
    await tell(programme.database, words, taken_at=ago(1))
    id_ = id_of("Consent", "ann-speaking")
    assert await _blockers(programme) == set()
    await programme.make("consent_revoke", id=id_, reason="changed her mind")
    assert "CONSENT_EXPIRED" in await _blockers(programme)
    later = replace(words, values={**words.values, "channels": ["web"]}, modified_at=ago(-5))
    await tell(programme.database, later, taken_at=ago(-6))
    programme.now = ago(-7)
    assert "CONSENT_EXPIRED" in await _blockers(programme)
    assert await programme.steps("Consent", id_) == ["ended (changed her mind)"]


async def _blockers(programme: Programme) -> set[str]:
    parameters = REFERENCE_CANDIDATES.parameters(
        as_of=programme.now, act="speaking", include_blocked=True
    )
    rows = (await answer(programme.database, REFERENCE_CANDIDATES, parameters)).rows
    return {b.code.value for row in rows if row.person == ANN for b in row.blockers}


async def test_what_was_given_for_good_is_not_taken_back(programme: Programme) -> None:
    good = await programme.make("consent_grant", person=ANN, acts=["logo"], revocable=False)
    with pytest.raises(Conflict, match="given for good"):
        await programme.make("consent_revoke", id=good)


async def test_where_an_advocate_stands(programme: Programme) -> None:
    """With the reason, and as of any moment."""

    async def stood(as_of: int) -> str | None:
        columns = ("people",)
        _, accounts = await gather(programme.database, "t", columns, Parameters(as_of=as_of))
        people = {p.id: p.advocate_status for a in accounts for p in a.people}
        return people[ANN]

    await programme.make(
        "advocate_status_set", person=ANN, advocate_status="active", advocate_reason="volunteered"
    )
    active = programme.now
    await programme.make(
        "advocate_status_set", person=ANN, advocate_status="resting", advocate_reason="asked often"
    )
    shown = await programme.one("Person", ANN)
    assert (shown["advocate_status"], shown["advocate_reason"]) == ("resting", "asked often")
    assert [await stood(at) for at in (active - 1, active, programme.now - 1, programme.now)] == [
        *(None, "active", "active"),
        "resting",
    ]


async def test_a_deal_and_a_case_may_be_noted_here(programme: Programme) -> None:
    case = await programme.make(
        "escalation_upsert", account=ACME, person=ANN, subject="Down", priority="High"
    )
    await programme.make("escalation_upsert", id=case, closed_at=programme.now)
    shown = await programme.one("Escalation", case)
    assert (shown["opened_at"], shown["closed_at"]) == (
        programme.now - MINUTE,
        programme.now - MINUTE,
    )
    deal = await programme.make("opportunity_upsert", name="Initech", account=ACME)
    request = await programme.request(opportunity=deal)
    rows = await programme.database.read(
        "tests.deal",
        "MATCH (r:AdvocacyRequest)-[:SERVES]->(o:Opportunity) RETURN r.id AS id, o.name AS deal",
    )
    assert rows == [{"id": request, "deal": "Initech"}]
