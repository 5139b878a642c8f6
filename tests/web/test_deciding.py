"""What people decide on the page: with a name, with a reason, appended, and taken back."""

import pytest

from dateline.store import overview
from dateline.store.decisions import load_decisions
from dateline.store.overview import Filters

pytestmark = pytest.mark.model
WHO = {"person": "Mira Sato"}
WHY = {"reason": "read against the printed page"}


@pytest.fixture
def told(fresh):
    """The incident with the most accounts, as (id, its events as REPORT/v1)."""
    with fresh.database.reads() as connection:
        row = overview.page(connection, Filters(), sort="disputed")[0]
        from dateline.store.pages import incident_by_id

        incident = incident_by_id(connection, row.id)
    return row.id, [f"{ref.report}/{ref.fact}" for ref in incident.events]


def decide(writer, **fields):
    return writer.post("/review/decide", data=fields)


def state(archive, id):
    with archive.database.reads() as connection:
        rows = overview.page(connection, Filters(), limit=500)
        rows = [*rows, *overview.page(connection, Filters(state="rejected"), limit=500)]
    return next(row for row in rows if row.id == id)


def decisions(archive):
    with archive.database.reads() as connection:
        return load_decisions(connection)


def test_accepting_every_fact_ends_the_waiting_and_verifies_nothing(writer, fresh, told):
    id, _ = told
    page = writer.get(f"/api/incidents/{id}").json()["incident"]
    refs = [*page["events"], *page["tolls"], *page["control"]]
    assert state(fresh, id).waits
    for ref in refs:
        answer = decide(writer, target=f"{ref['report']}/{ref['fact']}", action="accept",
                        incident=id, **WHO)  # fmt: skip
        assert answer.status_code == 200, answer.text
    after = state(fresh, id)
    assert not after.waits
    assert after.state == "reported"  # that the text is read rightly says nothing of its truth


def test_rejecting_every_fact_sets_the_incident_aside(writer, fresh, told):
    id, _ = told
    page = writer.get(f"/api/incidents/{id}").json()["incident"]
    for ref in [*page["events"], *page["tolls"], *page["control"]]:
        decide(writer, target=f"{ref['report']}/{ref['fact']}", action="reject", incident=id,
               **WHO, **WHY)  # fmt: skip
    assert state(fresh, id).state == "rejected"
    assert id not in {i["id"] for i in writer.get("/api/incidents").json()["items"]}
    aside = writer.get("/api/incidents", params={"state": "rejected"}).json()["items"]
    assert id in {i["id"] for i in aside}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"action": "reject", **WHO}, "reason"),
        ({"action": "reject", **WHO, "reason": "no"}, "reason"),
        ({"action": "accept", "reason": "all is well here"}, "who decides"),
        ({"action": "correct", **WHO, **WHY}, "which field"),
        ({"action": "correct", "field": "min", "value": "some", **WHO, **WHY}, "whole number"),
        ({"action": "approve", **WHO, **WHY}, "expected accept"),
        ({"action": "accept", "target": "0000/v1", **WHO}, "0000"),
    ],
)
def test_a_decision_without_what_practice_asks_for_is_refused(writer, fresh, told, fields, says):
    answer = decide(writer, **{"target": told[1][0], "incident": told[0], **fields})
    assert answer.status_code == 400
    assert says in answer.json()["error"]
    assert not decisions(fresh)


def test_an_undo_is_a_decision_too(writer, fresh, told):
    id, events = told
    made = decide(writer, target=events[0], action="reject", incident=id, **WHO, **WHY).json()
    answer = writer.post(f"/decision/{made['seq']}/undo", data=WHO)
    assert answer.status_code == 200
    assert [d.action for d in decisions(fresh)] == ["reject", "undo"]
    again = writer.post(f"/decision/{made['seq']}/undo", data=WHO)
    assert again.status_code == 400


def test_a_number_can_be_corrected_and_stays_beside_what_was_read(writer, fresh):
    incidents = writer.get("/api/incidents", params={"sort": "deadliest"}).json()["items"]
    tolls = writer.get(f"/api/incidents/{incidents[0]['id']}").json()["incident"]["tolls"]
    target = f"{tolls[0]['report']}/{tolls[0]['fact']}"
    answer = decide(writer, target=target, action="correct", field="max", value="40",
                    incident=incidents[0]["id"], **WHO, **WHY)  # fmt: skip
    assert answer.status_code == 200, answer.text
    (made,) = decisions(fresh)
    assert made.new == 40
    assert made.old != 40


def test_verified_needs_more_than_one_origin_or_says_on_what_it_rests(writer, fresh):
    rows = writer.get("/api/incidents").json()["items"]
    alone = next(row["id"] for row in rows if row["n_origins"] == 1)
    where = f"/incident/{alone}/verification"
    short = writer.post(where, data={"state": "verified", **WHO, "reason": "I think so"})
    assert short.status_code == 400
    assert "only one independent origin" in short.json()["error"]
    evidence = "satellite picture of the same morning shows the burnt market"
    assert (
        writer.post(where, data={"state": "verified", **WHO, "reason": evidence}).status_code == 200
    )
    assert state(fresh, alone).state == "verified"
    assert writer.get("/api/counters").json()["verified"] == 1
    back = writer.post(where, data={"state": "under", **WHO, **WHY})
    assert back.status_code == 200
    assert state(fresh, alone).state == "under"
    made = decisions(fresh)[-1]
    assert (made.old, made.new) == ("verified", "under")


def test_merge_shows_first_what_it_makes_and_old_links_still_work(writer, fresh, told):
    rows = writer.get("/api/incidents").json()["items"]
    left, right = told[0], next(row["id"] for row in rows if row["id"] != told[0])
    words = writer.get(f"/incident/{left}/preview", params={"kind": "merge", "other": right})
    assert words.json()["words"].startswith("Together: ")
    assert not decisions(fresh)
    answer = writer.post(f"/incident/{left}/merge", data={"other": right, **WHO, **WHY})
    assert answer.status_code == 200, answer.text
    whole = answer.json()["to"].rpartition("/")[2]
    gone = right if whole == left else left
    moved = writer.get(f"/incident/{gone}", follow_redirects=False)
    assert moved.status_code == 303
    assert moved.headers["location"].endswith(whole)
    # And it can be taken back.
    writer.post(f"/decision/{decisions(fresh)[-1].seq}/undo", data=WHO)
    assert writer.get(f"/incident/{gone}", follow_redirects=False).status_code == 200


def test_split_parts_the_accounts(writer, fresh, told):
    id, events = told
    assert len(events) > 1
    words = writer.get(f"/incident/{id}/preview", params={"kind": "split", "events": events[:1]})
    assert "What stands apart" in words.json()["words"]
    before = writer.get("/api/incidents").json()["total"]
    answer = writer.post(f"/incident/{id}/split", data={"events": events[:1], **WHO, **WHY})
    assert answer.status_code == 200, answer.text
    assert writer.get("/api/incidents").json()["total"] > before


def test_the_queue_puts_harm_first_and_ends(writer, fresh):
    text = writer.get("/review").text
    with fresh.database.reads() as connection:
        from sqlalchemy import select

        from dateline.store.shown import shown

        top = connection.scalar(select(shown.c.title).order_by(shown.c.urgency.desc()).limit(1))
    assert top in text
    assert "Nothing waits" not in text


def test_a_form_without_a_script_leads_back_to_the_page(writer, told):
    answer = writer.post(
        "/review/decide",
        data={"target": told[1][0], "action": "accept", "incident": told[0], **WHO},
        headers={"accept": "text/html"}, follow_redirects=False,
    )  # fmt: skip
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/review?at={told[0]}"


def test_the_words_of_a_fact_can_be_corrected_by_selecting_others(writer, fresh, told):
    id, events = told
    report = events[0].partition("/")[0]
    text = writer.get(f"/api/reports/{report}").json()["text"]
    start = text.index("\n\n") + 2
    fields = {"target": events[0], "action": "correct", "field": "span", "incident": id}
    made = decide(writer, start=str(start), end=str(start + 6), **fields, **WHO, **WHY)
    assert made.status_code == 200, made.text
    (kept,) = decisions(fresh)
    assert kept.new == {"start": start, "end": start + 6, "text": text[start : start + 6]}
    assert kept.old["text"] in text
    for wrong in (
        {"start": "5", "end": "5"},
        {"start": "", "end": ""},
        {"start": "0", "end": "99999"},
    ):
        assert decide(writer, **wrong, **fields, **WHO, **WHY).status_code == 400
    assert not [flag for flag in fresh.review.standing().flags if flag.kind != "reads_as_corrected"]
