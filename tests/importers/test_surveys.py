"""Surveys: what people answered, whichever vendor asked them."""

from pathlib import Path

import pytest

from graph.database import Database
from graph.errors import BadInput
from graph.loading.load import load
from importers.source import Export, Options
from importers.surveys import open_surveys
from tests.importers.exports import at, known, only, outcome, reject, statements, written

OURS = Options(our_domains=("us.example",))


def surveys(folder: Path, *files: str, options: Options = OURS) -> Export:
    """The survey export of these files."""
    named = {f"answers {number}.csv": text for number, text in enumerate(files, 1)}
    return open_surveys(written(folder, named), options)


def answers(export: Export) -> list[tuple[str, object, object]]:
    """Key, person and raw answer of each response."""
    told = statements(export)
    return [(s.key, s.values["person"], s.values["raw"]) for s in told]


DELIGHTED = (
    "id,survey_type,score,comment,permalink,created_at,updated_at,Email\n"
    "4701,nps,9,Saves us a day a week,https://delighted.example/r/1,1772704800,1772791200,"
    "Ann@acme.example\n"
    "4702,csat,2,,https://delighted.example/r/2,2026-03-06 10:00:00 UTC,,bob@acme.example\n"
)

QUALTRICS = (
    "StartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId,RecipientEmail,"
    "ExternalReference,Q1_NPS_GROUP,Q1,Q2\n"
    "Start Date,End Date,Response Type,Progress,Finished,Recorded Date,Response ID,Recipient Email,"
    'External Data Reference,Group,"How likely are you\nto recommend us?",'
    "What is the reason for your score?\n"
    '"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}",x,x,x,'
    '"{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}",x,x,x,x,x\n'
    "2026-03-05 09:00:00,2026-03-05 09:05:00,IP Address,100,True,2026-03-05 09:05:01,R_1aB,"
    "ann@acme.example,,Promoter,10,They listen\n"
    "2026-03-05 09:00:00,2026-03-05 09:05:00,0,100,1,2026-03-05 09:06:00,R_2aB,,"
    "0035g000002AbCd,1,3,\n"
    "2026-03-05 09:00:00,,0,40,False,2026-03-05 09:07:00,R_3aB,bob@acme.example,,,,\n"
    "2026-03-05 09:00:00,,Survey Preview,100,True,2026-03-05 09:07:00,R_4aB,bob@acme.example,,,9,\n"
    "2026-03-05 09:00:00,,0,100,True,2026-03-05 09:07:00,R_5aB,bob@acme.example,,,,\n"
)


class TestDelighted:
    def test_answers_of_both_kinds_with_their_scales(self, tmp_path: Path) -> None:
        nps, csat = statements(surveys(tmp_path, DELIGHTED))
        assert (nps.kind, nps.key) == ("Sentiment", "delighted:Response:4701")
        assert known(nps) == {
            "at": at("2026-03-05T10:00:00Z"),
            "kind": "nps",
            "raw": 9.0,
            "scale_min": 0,
            "scale_max": 10,
            "note": "Saves us a day a week",
            "person": "email:ann@acme.example",
        }
        assert nps.modified_at == at("2026-03-06T10:00:00Z")
        assert known(csat) == {
            "at": at("2026-03-06T10:00:00Z"),
            "kind": "csat",
            "raw": 2.0,
            "scale_min": 1,
            "scale_max": 5,
            "person": "email:bob@acme.example",
        }

    def test_the_newest_date_tells_when_it_was_taken(self, tmp_path: Path) -> None:
        export = surveys(tmp_path, DELIGHTED)
        assert (export.source, export.taken_at) == ("survey", at("2026-03-06T10:00:00Z"))
        assert not export.has_touchpoints

    def test_what_is_neither_nps_nor_csat(self, tmp_path: Path) -> None:
        row = reject(
            surveys(
                tmp_path,
                "id,survey_type,score,permalink,created_at,Email\n"
                "1,ces,4,x,1772704800,ann@acme.example\n",
            )
        )
        assert row.reason == "a survey of the type 'ces' asks for neither NPS nor CSAT"


class TestQualtrics:
    def test_three_headers_then_finished_responses_of_people(self, tmp_path: Path) -> None:
        ann, bob = statements(surveys(tmp_path, QUALTRICS))
        assert ann.key == "qualtrics:Response:R_1aB"
        assert known(ann) == {
            "at": at("2026-03-05T09:05:01Z"),
            "kind": "nps",
            "raw": 10.0,
            "scale_min": 0,
            "scale_max": 10,
            "note": "They listen",
            "person": "email:ann@acme.example",
        }
        assert ann.line == 5, "the second header takes two lines"
        assert (bob.values["raw"], bob.values["person"]) == (
            3.0,
            "salesforce:Contact:0035g000002AbCdAAK",
        )

    def test_further_headers_may_have_been_taken_off(self, tmp_path: Path) -> None:
        first, *rest = QUALTRICS.split("\n")
        told = "\n".join([first, *rest[3:]])
        assert answers(surveys(tmp_path / "a", told)) == answers(surveys(tmp_path / "b", QUALTRICS))

    def test_two_questions_are_two_readings(self, tmp_path: Path) -> None:
        export = surveys(
            tmp_path,
            "ResponseId,Finished,RecordedDate,RecipientEmail,Q1_NPS_GROUP,Q1,Q5_CSAT,Q1_TEXT\n"
            "R_1,1,2026-03-05,ann@acme.example,Passive,8,4 - Satisfied,Fine\n",
        )
        nps, csat = statements(export)
        assert (nps.key, nps.values["raw"], nps.values["note"]) == (
            "qualtrics:Response:R_1",
            8.0,
            "Fine",
        )
        assert (csat.key, csat.values["kind"], csat.values["raw"]) == (
            "qualtrics:Response:R_1-Q5_CSAT",
            "csat",
            4.0,
        )


class TestWootric:
    def test_an_answer_that_does_not_count_is_taken_back(self, tmp_path: Path) -> None:
        counted, excluded = statements(
            surveys(
                tmp_path,
                "id,email,score,text,created_at,excluded_from_calculations\n"
                "7,ann@acme.example,6,Slow,2026-03-05T10:00:00Z,false\n"
                "8,bob@acme.example,0,,2026-03-05T10:00:00Z,true\n",
            )
        )
        assert (counted.key, counted.values["note"], counted.deleted) == (
            "wootric:Response:7",
            "Slow",
            False,
        )
        assert (excluded.key, excluded.deleted) == ("wootric:Response:8", True)


class TestPlain:
    def test_known_by_whose_when_and_what(self, tmp_path: Path) -> None:
        told = (
            "Date;Name;E-mail;NPS\n2026-03-05;Ann;ann@acme.example;9\n"
            "2026-03-05;Bob;bob@acme.example;4\n"
        )
        ann, bob = statements(surveys(tmp_path / "a", told))
        lines = told.splitlines()
        again = statements(surveys(tmp_path / "b", "\n".join([lines[0], lines[2], lines[1]])))
        assert {ann.key, bob.key} == {s.key for s in again}
        assert ann.key.startswith("survey:Response:")
        assert (ann.values["raw"], bob.values["raw"]) == (9.0, 4.0)

    def test_two_answers_in_a_row(self, tmp_path: Path) -> None:
        export = surveys(tmp_path, "Date,Email,NPS,CSAT\n2026-03-05,ann@acme.example,9,4\n")
        assert [known(s)["kind"] for s in statements(export)] == ["csat", "nps"]

    @pytest.mark.parametrize(
        ("header", "row", "low", "high"),
        [
            ("CSAT", "4", 1, 5),
            ("CSAT,Scale Min,Scale Max", "6,1,7", 1, 7),
            ("Score,Type", "8,NPS", 0, 10),
            ("Score,Type", "1,thumbs", 0, 1),
        ],
    )
    def test_the_scale_stays_with_the_answer(
        self, tmp_path: Path, header: str, row: str, low: int, high: int
    ) -> None:
        told = only(surveys(tmp_path, f"Email,Date,{header}\nann@acme.example,2026-03-05,{row}\n"))
        assert (told.values["scale_min"], told.values["scale_max"]) == (low, high)

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ("ann@acme.example,2026-03-05,11", "11 lies outside the scale 0 to 10"),
            ("ann@acme.example,2026-03-05,n/a", "'n/a' is not an answer in numbers"),
            ("ann@acme.example,,9", "the response does not say when it was given"),
            (",2026-03-05,9", "the response does not say whose it is: no address stands in it"),
            (
                "info@acme.example,2026-03-05,9",
                "'info@acme.example' is a mailbox of several people: it says nothing of one",
            ),
            (
                "ann@acme.example,5/3/2026,9",
                "'5/3/2026' is not a date such as 2026-02-07 or 2026-02-07T20:44:05Z",
            ),
        ],
    )
    def test_answers_that_cannot_be_used(self, tmp_path: Path, row: str, reason: str) -> None:
        item = reject(surveys(tmp_path, f"Email,Date,NPS\n{row}\n"))
        assert (item.file, item.line, item.reason) == ("answers 1.csv", 2, reason)

    def test_questions_not_answered_and_answers_of_our_own(self, tmp_path: Path) -> None:
        told = "Email,Date,NPS\nann@acme.example,2026-03-05,\ndana@us.example,2026-03-05,10\n"
        assert outcome(surveys(tmp_path, told)) == []

    def test_a_score_must_say_what_it_answers(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput) as error:
            surveys(tmp_path, "Email,Date,Score\nann@acme.example,2026-03-05,9\n")
        assert error.value.message == (
            "answers 1.csv does not say what its scores answer: call the column NPS or CSAT, or "
            "add a column Type that says nps or csat in each row."
        )

    def test_files_without_answers(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput) as error:
            surveys(tmp_path, "Email,Date\nann@acme.example,2026-03-05\n")
        assert "expected a column NPS, CSAT or Score beside Email and Date" in error.value.message

    def test_another_file_beside_is_named(self, tmp_path: Path) -> None:
        export = surveys(tmp_path, DELIGHTED, "Email,City\nann@acme.example,Ulm\n")
        assert export.ignored_files == ("answers 2.csv",)


async def test_answers_become_how_people_feel(prepared: Database, tmp_path: Path) -> None:
    """Twice is once, a response that is excluded later is taken back, and none is a touch."""
    wootric = (
        "id,email,score,created_at,excluded_from_calculations\n"
        "7,ann@acme.example,6,2026-03-05T10:00:00Z,{excluded}\n"
    )
    first = surveys(tmp_path / "a", wootric.format(excluded="false"), DELIGHTED)
    assert (await load(prepared, first)).written == 3
    assert (await load(prepared, first)).written == 0
    felt = (
        "MATCH (p:Person)-[:FELT]->(s:Sentiment) WHERE s.deleted IS NULL "
        "RETURN s.key AS key, s.kind AS kind, s.score AS score, p.known AS known ORDER BY key"
    )
    assert await prepared.read("tests.felt", felt) == [
        {"key": "delighted:Response:4701", "kind": "nps", "score": 0.8, "known": False},
        {"key": "delighted:Response:4702", "kind": "csat", "score": -0.5, "known": False},
        {"key": "wootric:Response:7", "kind": "nps", "score": pytest.approx(0.2), "known": False},
    ]
    later = Options(taken_at=at("2026-04-01"))
    await load(prepared, surveys(tmp_path / "b", wootric.format(excluded="true"), options=later))
    assert [row["key"] for row in await prepared.read("tests.felt", felt)] == [
        "delighted:Response:4701",
        "delighted:Response:4702",
    ]
    touches = await prepared.read("tests.touches", "MATCH (t:Touchpoint) RETURN count(t) AS n")
    assert touches == [{"n": 0}]
