"""The changes of the advocacy programme: requests, asks, assets, benefits and what they rest on."""

from graph.change import Change, declared
from graph.changes import asks, assets, requests
from graph.changes.invitation import invited
from graph.changes.said import ID, THIS, WHERE, WHO, preference, properties_of, thing
from graph.model import ASK, BENEFITS, BLOCKERS, ENTITIES, Property, Reference, Type

REASON = Property("reason", Type.TEXT, "why; for all who may see the request, ask or asset")
_GIVEN = frozenset({"id"})
_OPPORTUNITY = (
    ID,
    *(p for p in properties_of("Opportunity") if p.name != "deleted_at"),
    *ENTITIES["Opportunity"].references,
)
_ESCALATION = (
    ID,
    *(p for p in properties_of("Escalation") if p.name != "deleted_at"),
    *ENTITIES["Escalation"].references,
)
_BENEFIT = (ID, *declared("Benefit", "kind", "text", "at", "person", "ask"))

REQUESTS = (
    Change(
        "advocacy_request_create",
        "Ask for advocates: a draft, until it is submitted.",
        "AdvocacyRequest",
        requests.REQUEST_INPUTS,
        does=requests.created,
        needs=frozenset({"title", "act", "requester"}),
    ),
    Change(
        "advocacy_request_update",
        "Say what is wanted again, or better.",
        "AdvocacyRequest",
        (THIS, *(one for one in requests.REQUEST_INPUTS if one.name != "act")),
        does=requests.amended,
        needs=_GIVEN,
        amends="AdvocacyRequest",
    ),
    *(
        Change(
            f"advocacy_request_{name}",
            meaning,
            "AdvocacyRequest",
            (THIS, REASON),
            does=does,
            needs=_GIVEN,
        )
        for name, meaning, does in (
            ("submit", "Hand a request in.", requests.submitted),
            ("match", "Take a request up: from now on somebody looks.", requests.taken_up),
            ("give_up", "Say that nobody was found for a request.", requests.given_up),
            ("cancel", "Say that a request, with its asks, is not needed.", requests.cancelled),
        )
    ),
)

ASKS = (
    Change(
        "ask_propose",
        "Think of somebody for an act: they hear nothing of it yet.",
        "Ask",
        (
            WHO,
            WHERE,
            Reference("request", "AdvocacyRequest", "for which request"),
            *declared("Ask", "act"),
            REASON,
        ),
        does=asks.proposed,
        needs=frozenset({"person", "account"}),
    ),
    *(
        Change(f"ask_{name}", meaning, "Ask", (THIS, REASON), does=does, needs=_GIVEN)
        for name, meaning, does in (
            ("submit", "Ask the account's owner whether the person may be asked.", asks.submitted),
            ("approve", "Let the person be asked, as the account's owner.", asks.approved),
            (
                "decline_by_owner",
                "Do not let the person be asked, as the account's owner.",
                asks.declined_by_owner,
            ),
            ("accept", "Note that the person will do it.", asks.accepted),
            ("decline", "Note that the person will not do it.", asks.declined),
            ("cancel", "Say that an ask is not wanted any more.", asks.cancelled),
        )
    ),
    Change(
        "ask_override",
        "Let an ask go ahead in spite of what stands in its way.",
        "Ask",
        (
            THIS,
            Property("blockers", Type.WORDS, "which blockers", values=BLOCKERS),
            REASON,
        ),
        does=asks.overridden,
        needs=frozenset({"id", "blockers", "reason"}),
    ),
    Change(
        "ask_invite",
        "Ask the person, and hold them for it until they answer or the reservation lapses.",
        "Ask",
        (THIS, *declared("Ask", "reserved_until"), REASON),
        does=invited,
        needs=_GIVEN,
    ),
    Change(
        "ask_offer_slots",
        "Note the moments at which the person can.",
        "Ask",
        (THIS, *declared("Ask", "slots")),
        does=asks.slots_offered,
        needs=frozenset({"id", "slots"}),
    ),
    Change(
        "ask_schedule",
        "Say when it takes place: in one of the slots, if any were offered.",
        "Ask",
        (THIS, *declared("Ask", "scheduled_at"), REASON),
        does=asks.scheduled,
        needs=frozenset({"id", "scheduled_at"}),
    ),
    Change(
        "ask_complete",
        "Note that the person did it: it leaves a touchpoint and offers a benefit.",
        "Ask",
        (
            THIS,
            Property("at", Type.MOMENT, "when; as scheduled, else now, if left out"),
            Reference("teammates", "Teammate", "who of us took part", many=True),
            Property("benefit", Type.TEXT, "what to thank them with", values=BENEFITS),
            Property("benefit_text", Type.TEXT, "that in words"),
            REASON,
        ),
        does=asks.completed,
        needs=_GIVEN,
    ),
    Change(
        "ask_miss",
        "Note that it did not take place; a miss of the prospect's never counts against them.",
        "Ask",
        (
            THIS,
            Property("missed_by", Type.TEXT, "who did not come", values=("prospect", "advocate")),
            REASON,
        ),
        does=asks.missed,
        needs=frozenset({"id", "missed_by"}),
    ),
    Change(
        "ask_feedback",
        "Note how it went, as the advocate or the other side says.",
        "Ask",
        (
            THIS,
            *(p for p in ASK.properties if p.name.endswith(("_rating", "_feedback"))),
        ),
        does=asks.heard_of,
        needs=_GIVEN,
    ),
)

ASSETS = (
    Change(
        "asset_upsert",
        "Put down a quote, case study or logo as a draft, or say more about one.",
        "Asset",
        assets.ASSET_INPUTS,
        does=assets.put_down,
        amends="Asset",
    ),
    Change(
        "asset_approve",
        "Note that the customer approved an asset.",
        "Asset",
        (THIS, *declared("Asset", "approval"), REASON),
        does=assets.approved,
        needs=frozenset({"id", "approval"}),
    ),
    *(
        Change(f"asset_{name}", meaning, "Asset", (THIS, REASON), does=does, needs=_GIVEN)
        for name, meaning, does in (
            (
                "submit",
                "Ask the customer to approve an asset, or to approve it anew.",
                assets.submitted,
            ),
            ("reject", "Note that the customer wants an asset otherwise.", assets.rejected),
            ("publish", "Say that an asset is out.", assets.published),
            ("retire", "Say that an asset is used no more.", assets.retired),
        )
    ),
)

_STATUS = declared("Person", "advocate_status", "advocate_reason")

RECORDS = (
    Change(
        "advocate_status_set",
        "Say where somebody stands in the advocacy programme, and why.",
        "Person",
        (WHO, *_STATUS),
        preference,
        needs=frozenset({"person", "advocate_status", "advocate_reason"}),
    ),
    Change(
        "benefit_record",
        "Note what somebody got in return, or that they got what was offered.",
        "Benefit",
        _BENEFIT,
        thing("Benefit", _BENEFIT, at="now"),
        amends="Benefit",
    ),
    Change(
        "opportunity_upsert",
        "Add a deal, or say more about one.",
        "Opportunity",
        _OPPORTUNITY,
        thing("Opportunity", _OPPORTUNITY, opened_at="now"),
        amends="Opportunity",
    ),
    Change(
        "escalation_upsert",
        "Add a case that may stand in the way of asking, or say more about one.",
        "Escalation",
        _ESCALATION,
        thing("Escalation", _ESCALATION, opened_at="now"),
        amends="Escalation",
    ),
)

PROGRAMME_CHANGES = (*REQUESTS, *ASKS, *ASSETS, *RECORDS)
