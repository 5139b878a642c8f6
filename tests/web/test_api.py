"""The API answers what its description says, and every address is described."""

import pytest
from starlette.routing import Route

from dateline.web.api import ENDPOINTS
from dateline.web.app import create_app
from dateline.web.openapi import path_of
from dateline.web.settings import Settings


def faults(value, schema, document, where="$"):
    """Yield where a value is not what a schema says; the few words of JSON Schema that we use."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        if all(list(faults(value, part, document, where)) for part in schema["anyOf"]):
            yield f"{where}: {value!r} is none of {schema['anyOf']}"
        return
    kinds = {
        "string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict,
        "array": list, "null": type(None),
    }  # fmt: skip
    kind = schema.get("type")
    wrong = kind and (
        not isinstance(value, kinds[kind]) or (isinstance(value, bool) and kind != "boolean")
    )
    if wrong:
        yield f"{where}: {value!r} is not {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is not in {schema['enum']}"
    if kind == "object":
        known = schema.get("properties", {})
        for name in schema.get("required", ()):
            if name not in value:
                yield f"{where}: {name} is missing"
        for name, part in value.items():
            if name in known:
                yield from faults(part, known[name], document, f"{where}.{name}")
            elif isinstance(schema.get("additionalProperties"), dict):
                yield from faults(part, schema["additionalProperties"], document, f"{where}.{name}")
            elif known and schema.get("additionalProperties") is False:
                yield f"{where}: {name} is not described"
    if kind == "array":
        parts = schema.get("prefixItems") or [schema.get("items", {})] * len(value)
        for number, (part, item) in enumerate(zip(value, parts, strict=True)):
            yield from faults(part, item, document, f"{where}[{number}]")


@pytest.fixture
def document(client):
    return client.get("/api/openapi.json").json()


@pytest.fixture
def paths(client):
    """An address that answers for each endpoint."""
    incident = client.get("/api/incidents", params={"sort": "disputed"}).json()["items"][0]
    placed = next(i for i in client.get("/api/incidents").json()["items"] if i["place"])
    report = client.get("/api/reports").json()["items"][0]
    return {
        "/api/incidents": "/api/incidents?sort=deadliest",
        "/api/incidents/{id}": f"/api/incidents/{incident['id']}",
        "/api/days": "/api/days",
        "/api/map": "/api/map?zoom=3",
        "/api/reports": "/api/reports?page=1",
        "/api/reports/{id}": f"/api/reports/{report['id']}",
        "/api/places/{key}": f"/api/places/{placed['country']}/{placed['place']}",
        "/api/speakers/{name}": "/api/speakers/Adam Tirab",
        "/api/counters": "/api/counters",
    }


@pytest.mark.model
def test_every_answer_is_as_described(client, document, paths):
    assert {path for path in document["paths"] if path.startswith("/api")} == set(paths)
    for shape, path in paths.items():
        answer = client.get(path)
        assert answer.status_code == 200, path
        content = document["paths"][shape]["get"]["responses"]["200"]["content"]
        schema = content["application/json"]["schema"]
        assert not list(faults(answer.json(), schema, document))[:3], path


@pytest.mark.model
def test_every_address_of_the_api_is_described(archive, document):
    routes = create_app(archive, Settings()).routes
    apart = {"/api", "/api/openapi.json"}
    found = {
        route.path.replace(":path}", "}") for route in routes
        if isinstance(route, Route) and route.path.startswith("/api") and route.path not in apart
    }  # fmt: skip
    described = {path for path in document["paths"] if path.startswith("/api")}
    assert found == described == {path_of(e) for e in ENDPOINTS}


@pytest.mark.model
def test_every_write_is_described_with_its_fields(archive, document):
    routes = create_app(archive, Settings()).routes
    found = {
        route.path.replace(":int}", "}") for route in routes
        if isinstance(route, Route) and "POST" in (route.methods or ())
    }  # fmt: skip
    assert found == {path for path, ways in document["paths"].items() if "post" in ways}
    decide = document["paths"]["/review/decide"]["post"]["requestBody"]["content"]
    fields = decide["application/x-www-form-urlencoded"]["schema"]
    assert {"target", "action", "person"} == set(fields["required"])
    assert set(fields["required"]) < set(fields["properties"])


@pytest.mark.model
def test_what_is_not_there_says_so_in_json(client, document):
    for path in ("/api/incidents/i-0", "/api/reports/0", "/api/places/SD/Nowhere",
                 "/api/speakers/Nobody", "/api/nothing"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert not list(faults(answer.json(), {"$ref": "#/components/schemas/Error"}, document))


@pytest.mark.model
def test_the_api_and_the_page_say_the_same(client):
    listed = client.get("/api/incidents").json()
    assert f"{listed['total']:,}</strong>" in client.get("/").text.replace(" incidents", "")
    first = listed["items"][0]
    page = client.get(f"/incident/{first['id']}").text
    detail = client.get(f"/api/incidents/{first['id']}").json()
    assert detail["incident"]["title"] == first["title"]
    assert f"<strong>{detail['grid']['n_origins']} origin" in page


@pytest.mark.model
def test_a_filter_not_understood_is_named(client):
    answer = client.get("/api/incidents", params={"since": "last week", "killed": "many"}).json()
    assert [problem.partition(":")[0] for problem in answer["problems"]] == ["since", "killed"]
