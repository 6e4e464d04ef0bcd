"""The OpenAPI document: valid, complete, stored, and true to what is answered."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import orjson
import pytest
from openapi_spec_validator import validate
from tests.shelves import ALL

from nucleus.kernel.registry import registry
from nucleus.platform.reference.document import document_bytes, make_document

STORED = Path(__file__).parents[5] / "docs" / "api" / "openapi.json"
AT = "/api/crm/shelves"


@pytest.fixture
def document(shelves):
    return make_document()


def test_is_valid_and_3_1(document):
    assert document["openapi"] == "3.1.0"
    validate(document)


def test_the_stored_one_is_up_to_date():
    assert STORED.read_bytes() == document_bytes(make_document())


def test_is_served_as_json(client, db):
    answer = client.get("/api/openapi.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["openapi"] == "3.1.0"
    assert client.post("/api/openapi.json").status_code == 405


def test_operation_ids_are_the_names(document):
    found = {o["operationId"] for path, item in document["paths"].items() if path.startswith(AT) for o in item.values()}
    commands = {"shelves.add", "shelves.rename", "shelves.drop", "shelves.close"}
    assert found == {"shelves.list", "shelves.get", *commands, *(f"{name}.bulk" for name in commands)}


def test_inputs_are_closed(document):
    shelf = document["components"]["schemas"]["ShelfInput"]
    assert shelf["additionalProperties"] is False
    assert shelf["properties"]["lines"]["maxItems"] == 3
    assert (shelf["properties"]["name"]["maxLength"], sorted(shelf["required"])) == (40, ["name", "parent"])


def test_every_answer_is_documented(document, signed, cast):
    client = signed("northgate", *ALL)
    at = {
        "": AT,
        "/{public_id}": f"{AT}/{cast.harbour.public_id}",
        "/{public_id}/close": f"{AT}/{cast.harbour.public_id}/close",
    }
    good = {"POST": {"name": "New", "parent": cast.northgate.public_id}, "PATCH": {"name": "Other"}}
    calls = [
        ("GET", "", None, {}),
        ("GET", "", None, {"Accept": "image/png"}),
        ("GET", "", None, {"Accept": "text/csv"}),
        ("GET", "/{public_id}", None, {}),
        ("GET", "/{public_id}", None, {"If-None-Match": '"1"'}),
        ("POST", "", good["POST"], {}),
        ("POST", "", {}, {}),
        ("PATCH", "/{public_id}", good["PATCH"], {"If-Match": '"7"'}),
        ("PATCH", "/{public_id}", good["PATCH"], {}),
        ("PATCH", "/{public_id}", {"name": "Locked"}, {}),
        ("POST", "/{public_id}/close", None, {}),
        ("DELETE", "/{public_id}", None, {}),
    ]
    for method, suffix, body, headers in calls:
        data = b"" if body is None else orjson.dumps(body)
        answer = client.generic(method, at[suffix], data, content_type="application/json", headers=headers)
        told = document["paths"][AT + suffix][method.lower()]["responses"][str(answer.status_code)]
        kind = answer.get("Content-Type", "").partition(";")[0]
        content = told.get("content", {})
        assert (kind in content) or (not content) or answer.status_code == 304, (method, suffix, answer.status_code)
        if kind.endswith("json") and not answer.streaming:
            schema = {**content[kind]["schema"], "components": document["components"]}
            jsonschema.validate(answer.json(), schema, cls=jsonschema.Draft202012Validator)


def test_every_api_command_of_the_house_is_in_it():
    told = {o["operationId"] for item in make_document()["paths"].values() for o in item.values()}
    offered = {a.command for t in (t for _n, t in registry.resources.items()) if t.api for a in t.all_acts()}
    assert offered - told == set()
