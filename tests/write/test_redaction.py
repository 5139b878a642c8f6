"""What must not be shown is in no byte of any output; officials in office are named."""

from dataclasses import replace

import pytest
from tests.store.made import LINKER, reader, record_of, ticking, told

from dateline.link.reports import Report, report_id
from dateline.records import Entity, Place, PlaceMention
from dateline.store.archive import Archive
from dateline.store.ingest import file_found
from dateline.store.standing import Standing
from dateline.write.export import FORMATS, export_parts
from dateline.write.privacy import is_sensitive, public_label, why_private
from dateline.write.redaction import NAME_WITHHELD, redaction_of, withheld

TALE = (
    " Surgeon Halyna Tkachuk treated the wounded at Brickworks Hospital. “I lost count,” Tkachuk"
    " said. Petro Zelman, 43, was among the dead; his brother Ivan Zelman saw it. Defence minister"
    " Oleg Zelman and MAYOR RUDA spoke later."
)
PEOPLE = (
    ("e2", "Halyna Tkachuk", "Surgeon", ("Halyna Tkachuk", "Tkachuk said")),
    ("e3", "Petro Zelman", None, ("Petro Zelman",)),
    ("e4", "Ivan Zelman", "his brother", ("Ivan Zelman",)),
    ("e5", "Oleg Zelman", "Defence minister", ("Oleg Zelman",)),
    ("e6", "RUDA", "MAYOR", ("RUDA",)),
)
SECRET = ("halyna", "tkachuk", "petro", "ivan", "brickworks", "49.81")


def tale(place: str = "Ostrava", **given):
    """Return a dispatch with private people, officials and a hospital in it."""
    return told(place, extra=TALE, url="https://news.example/2024/halyna-tkachuk-speaks", **given)


def read(text: str, published: str | None):
    """Read it as the pipeline would: people with roles, the hospital as a place of the event."""
    record = record_of(text, published)
    if "Tkachuk" not in text:
        return record
    article = record.article

    def at(words):
        start = text.index(words)
        return article.span(start, start + len(words.removesuffix(" said")))

    people = tuple(
        Entity(id=id, type="person", name=name, role=role, mentions=tuple(map(at, mentions)),
               method="made", why=("made",))
        for id, name, role, mentions in PEOPLE
    )  # fmt: skip
    span = at("Brickworks Hospital")
    hospital = Place(
        id="p2", name="Brickworks Hospital", kind="facility", lat=49.8123, lon=18.3456,
        mentions=(PlaceMention(start=span.start, end=span.end, text=span.text),),
        method="made", why=("made",),
    )  # fmt: skip
    event = replace(record.events[0], places=("p2",), targets=("e3",), actors=("e5",))
    statement = replace(record.statements[0], speaker="e2", speaker_span=at("Halyna Tkachuk"),
                        content=(at("“I lost count,” Tkachuk said"),))  # fmt: skip
    return replace(record, entities=(*record.entities, *people), places=(hospital,),
                   events=(event,), statements=(statement,))  # fmt: skip


@pytest.fixture
def archive(tmp_path, empty_sqlite):
    path = tmp_path / "archive.db"
    path.write_bytes(empty_sqlite)
    with Archive.open(path, linker=LINKER, clock=ticking()) as opened:
        by = replace(reader(opened._clock), read=read)
        file_found(opened.database, [tale(), told("Veldhaven", 3)], by)
        yield opened


def everything(archive, form, **given) -> str:
    return "".join(export_parts(archive, form, **given))


@pytest.mark.parametrize("form", FORMATS)
def test_no_protected_word_is_in_any_byte_of_any_export(archive, form):
    """The golden test: names, the hospital, its point, and the address that spells a name."""
    shown = everything(archive, form).casefold()
    reports = archive.reports()
    redaction = redaction_of(reports, archive.review.standing())
    assert set(SECRET) - {"49.81"} <= withheld(redaction) | {"brickworks"}
    for secret in (*SECRET, *withheld(redaction)):
        assert secret not in shown, secret
    if form != "geojson":
        assert "oleg zelman" in shown
        assert "a surgeon" in shown


def test_the_archive_s_own_people_can_see_all_of_it(archive):
    shown = everything(archive, "jsonl", audience="internal")
    assert "Halyna Tkachuk" in shown
    assert "49.8123" in shown


def test_a_name_that_is_released_is_shown_and_one_that_is_redacted_is_not(archive):
    archive.review.release("name:Halyna Tkachuk", by="Ada", reason="she agreed, in writing")
    archive.review.redact("name:Oleg Zelman", by="Ada", reason="asked by his office")
    shown = everything(archive, "csv")
    assert "Halyna Tkachuk" in shown
    assert "Oleg" not in shown
    assert "Zelman" not in shown


def test_a_redacted_report_is_in_no_export_and_a_redacted_fact_is_gone(archive):
    id = report_id(tale().text)
    archive.review.redact(f"{id}/o1", by="Ada", reason="the family asked")
    assert f"{id}:tolls" not in everything(archive, "csv")
    assert f"{id}:events" in everything(archive, "csv")
    archive.review.redact(id, by="Ada", reason="the source is at risk")
    for form in FORMATS:
        assert id not in everything(archive, form)


def test_a_rejected_incident_is_left_out_and_a_released_one_is_marked(archive):
    one, other = archive.incidents()
    archive.review.reject(one.id, by="Ada", reason="a hoax")
    archive.review.release(other.id, by="Ada", reason="two sources, both checked")
    assert one.id not in everything(archive, "jsonl")
    assert '"released": true' in everything(archive, "jsonl", released_only=True)


def test_a_private_person_is_known_by_what_the_record_shows():
    record = read(tale().text, None)
    why = {e.name: why_private(record, e) for e in record.entities if e.type == "person"}
    assert why == {
        "the mayor": None,
        "Halyna Tkachuk": "private_role",
        "Petro Zelman": "harmed",
        "Ivan Zelman": "private_role",
        "Oleg Zelman": None,
        "RUDA": None,
    }
    assert public_label(record.entities[1]) == "a surgeon"


@pytest.mark.parametrize(
    ("role", "shown"),
    [("chief surgeon", False), ("hospital director", False), ("health minister", True),
     ("army spokesman", True), ("head of a school", False), (None, False),
     ("governor", True), ("general", True), ("aid worker", False)],
)  # fmt: skip
def test_an_office_is_named_and_a_ward_is_no_office(role, shown):
    record = record_of(told().text)
    entity = replace(record.entities[0], name="Anna Novak", role=role)
    assert (why_private(record, entity) is None) is shown


def test_a_word_that_also_names_a_shown_official_is_withheld_only_where_it_is_private():
    hassan = record_of(told(extra=" Amina Hassan fled.").text)
    at = hassan.article.text.index("Amina")
    private = Entity(id="e9", type="person", name="Amina Hassan", method="made", why=("made",),
                     mentions=(hassan.article.span(at, at + 12),))  # fmt: skip
    first = Report(id=hassan.article.id,
                   record=replace(hassan, entities=(*hassan.entities, private)))  # fmt: skip
    other = record_of(told("Ostrava").text)
    official = replace(other.entities[0], name="Ali Hassan", role="president")
    second = Report(id=other.article.id, record=replace(other, entities=(official,)))
    redaction = redaction_of([first, second], Standing())
    assert redaction.text("Hassan spoke", first.id) == f"{NAME_WITHHELD} spoke"
    assert redaction.text("Hassan spoke", second.id) == "Hassan spoke"
    assert redaction.text("AMINA HASSAN'S house", second.id) == f"{NAME_WITHHELD}'S house"
    assert redaction.person(second, official).name == "Ali Hassan"


def test_common_words_and_particles_are_no_names_of_their_own():
    record = record_of(told(extra=" May Rose bin Said hid.").text)
    at = record.article.text.index("May Rose")
    person = Entity(id="e9", type="person", name="May Rose bin Said", method="made", why=("made",),
                    mentions=(record.article.span(at, at + 17),))  # fmt: skip
    report = Report(id=record.article.id, record=replace(record, entities=(person,)))
    redaction = redaction_of([report], Standing())
    assert redaction.text("In May the river rose", report.id) == "In May the river rose"
    assert redaction.text("May Rose bin Said hid", report.id) == f"{NAME_WITHHELD} hid"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("A Chinese diplomat", "A Chinese diplomat"), ("the governor", "the governor"),
     ("An army officer", "An army officer"), ("Chinese trader Li Wenhao", "a person"),
     ("Zelman, 43", "a person")],
)  # fmt: skip
def test_a_description_is_no_name_and_takes_no_word_away(name, shown):
    record = record_of(told(extra=f" {name} said so; the Chinese army left.").text)
    at = record.article.text.index(name)
    person = Entity(id="e9", type="person", name=name, method="made", why=("made",),
                    mentions=(record.article.span(at, at + len(name)),))  # fmt: skip
    report = Report(id=record.article.id, record=replace(record, entities=(person,)))
    redaction = redaction_of([report], Standing())
    assert redaction.person(report, person).name == shown
    assert redaction.text("the Chinese army left", report.id) == "the Chinese army left"


def test_a_town_taken_for_a_person_is_still_a_town():
    record = record_of(told(extra=" Veldhaven said so.").text)
    at = record.article.text.rindex("Veldhaven")
    person = Entity(id="e9", type="person", name="Veldhaven", method="made", why=("made",),
                    mentions=(record.article.span(at, at + 9),))  # fmt: skip
    report = Report(id=record.article.id, record=replace(record, entities=(person,)))
    redaction = redaction_of([report], Standing())
    assert redaction.text("Shells hit Veldhaven", report.id) == "Shells hit Veldhaven"


@pytest.mark.parametrize(
    ("name", "sensitive"),
    [("Brickworks Hospital", True), ("the clinics of Marrow", True), ("Hospitality Square", False),
     ("evacuation route 4", True), ("Veldhaven", False)],
)  # fmt: skip
def test_medical_posts_shelters_and_ways_out_are_sensitive(name, sensitive):
    place = Place(id="p1", name=name, mentions=())
    assert is_sensitive(place) is sensitive
