"""Unknown and privileged fields: all refused by name, and no row changed."""

from __future__ import annotations

import hashlib

import orjson
import pytest
from django.db import connection
from rest_framework import serializers

from nucleus.kernel.errors import Invalid
from nucleus.kernel.registry import registry
from nucleus.platform.api.inputs import Input
from tests.contracts.conftest import real_ids

PRIVILEGED = (
    "id", "pk", "public_id", "organization", "organization_id", "parent", "customer", "partner", "distributor", "tier",
    "is_staff", "is_superuser", "is_superadmin", "permissions", "permissions_version", "roles", "password", "revision",
    "created_at", "updated_at", "status", "state", "owner", "user", "session", "__class__", "constructor",
)  # fmt: skip
GUARDED = "/api/users/password"  # counts its tries, so it soon answers 429
QUIET = ("accounts_session", "search_index")  # last seen of the caller; an index that cannot be read out


def foreign_to(input_class):
    """The privileged names that the input does not declare by itself."""
    return [name for name in PRIVILEGED if name not in input_class().fields]


def nested(input_class):
    """The inputs of its lists, with the path of a first member."""
    for name, field in input_class().fields.items():
        if isinstance(field, serializers.ListSerializer):
            yield f"{name}.0", type(field.child)


def test_every_input_refuses_every_foreign_name(cast):
    inputs = {c.input for _n, c in registry.commands.items() if c.input is not None}
    tried, accepted = 0, []
    with cast.acting("nucleus"):
        for input_class in sorted(inputs, key=lambda c: f"{c.__module__}.{c.__name__}"):
            assert issubclass(input_class, Input)
            for at, inner in [("", input_class), *nested(input_class)]:
                for name in foreign_to(inner):
                    data = {at.partition(".")[0]: [{name: 1}]} if at else {name: 1}
                    with pytest.raises(Invalid) as refused:
                        input_class.clean_input(data)
                    tried += 1
                    path = f"{at}.{name}" if at else name
                    if refused.value.errors.get(path) != ["This field is not known here."]:
                        accepted.append(f"{input_class.__name__}: {path}")
    assert accepted == []
    assert tried >= 300


def fingerprint():
    """What stands in every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in QUIET:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = sorted(repr(row) for row in cursor.fetchall())
                found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def body_operations(document):
    """Operations that take JSON: path, method, names that the body declares."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            if body:
                named = document["components"]["schemas"].get(body.get("$ref", "").rpartition("/")[2], body)
                yield path, method, set(named.get("properties", ()))


def test_over_http_all_are_refused_and_no_row_changes(document, caller, ground):
    ids, posted, wrong = real_ids(ground), 0, []
    before = fingerprint()
    for path, method, declared in body_operations(document):
        if path == GUARDED or ("{" in path and path not in ids):
            continue
        for name in PRIVILEGED:
            if name in declared:
                continue
            answer = caller.generic(
                method.upper(),
                path.format(**ids.get(path, {})),
                orjson.dumps({name: 1}),
                content_type="application/json",
            )
            if answer.status_code == 403 or (answer.status_code == 404 and path in ids):
                break  # the superadmin's alone, or another person's row: refused before the body is read
            posted += 1
            said = answer.json() if answer["Content-Type"] == "application/problem+json" else {}
            if answer.status_code != 400 or name not in {e["field"] for e in said.get("errors", ())}:
                wrong.append(f"{method} {path} {name}: {answer.status_code}")
    assert wrong == []
    assert posted >= 300
    assert fingerprint() == before


def test_a_change_takes_any_part_of_its_fields(document):
    """PATCH: what is absent stays as it is, so nothing may be required."""
    asked = {}
    for path, item in document["paths"].items():
        if "patch" in item:
            schema = item["patch"]["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
            asked[path] = document["components"]["schemas"][schema].get("required", [])
    maps = {path: ["values"] for path in ("/api/admin/settings", "/api/crm/settings")}  # the map of what changes
    assert {path: names for path, names in asked.items() if names} == maps
    assert len(asked) >= 2
