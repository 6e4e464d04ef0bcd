"""Strict inputs: what comes in is what is declared, and every error says where."""

from __future__ import annotations

import orjson
import pytest
from rest_framework import serializers
from tests.shelves import RenameInput, ShelfInput

from nucleus.kernel.errors import Invalid
from nucleus.platform.api.inputs import Input, LongText


def errors(data, input_class=ShelfInput, **options):
    with pytest.raises(Invalid) as caught:
        input_class.clean_input(data, **options)
    return sorted(caught.value.errors)


class Plain(Input):
    name = serializers.CharField()
    text = LongText(required=False)
    count = serializers.IntegerField(required=False)
    price = serializers.DecimalField(max_digits=8, decimal_places=2, required=False)
    on = serializers.BooleanField(required=False)
    day = serializers.DateField(required=False)
    choice = serializers.ChoiceField(["a", "b"], required=False)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, ["name"]),
        ({"name": 3}, ["name"]),
        ({"name": None}, ["name"]),
        ({"name": ["a"]}, ["name"]),
        ({"name": "a\0b"}, ["name"]),
        ({"name": "a\nb"}, ["name"]),
        ({"name": "a\x85b"}, ["name"]),
        ({"name": "x" * 10_001}, ["name"]),
        ({"name": "a", "text": "a\x1bb"}, ["text"]),
        ({"name": "a", "count": "3"}, ["count"]),
        ({"name": "a", "count": True}, ["count"]),
        ({"name": "a", "count": 3.5}, ["count"]),
        ({"name": "a", "count": 10**400}, ["count"]),
        ({"name": "a", "count": -(2**63) - 1}, ["count"]),
        ({"name": "a", "count": float("nan")}, ["count"]),
        ({"name": "a", "count": float("inf")}, ["count"]),
        ({"name": "a", "price": "NaN"}, ["price"]),
        ({"name": "a", "price": True}, ["price"]),
        ({"name": "a", "price": 1e308}, ["price"]),
        ({"name": "a", "on": "yes"}, ["on"]),
        ({"name": "a", "on": 1}, ["on"]),
        ({"name": "a", "day": 20261122}, ["day"]),
        ({"name": "a", "day": "2026-13-45"}, ["day"]),
        ({"name": "a", "choice": "c"}, ["choice"]),
        ({"name": "a", "choice": {}}, ["choice"]),
        ({"name": "a", "is_admin": True, "password": "x"}, ["is_admin", "password"]),
        ({"name": 1, "x": 1, "count": "1"}, ["count", "name", "x"]),
    ],
)
def test_refuses_and_names(given, wrong):
    assert errors(given, Plain) == wrong


@pytest.mark.parametrize("whole", [[], "text", 3, None, True, [{"name": "a"}]])
def test_the_whole_must_be_an_object(whole):
    assert errors(whole, Plain) == [""]


def test_takes_what_is_declared():
    clean = Plain.clean_input({"name": " a ", "text": "one\ntwo", "count": 43.0, "price": "1.50", "on": False})
    assert (clean["name"], clean["text"], clean["count"], str(clean["price"]), clean["on"]) == (
        "a",
        "one\ntwo",
        43,
        "1.50",
        False,
    )


def test_absent_and_null_are_different_things():
    assert RenameInput.clean_input({}, partial=True) == {}
    assert RenameInput.clean_input({"support_phone": None}, partial=True) == {"support_phone": None}
    assert errors({"name": None}, RenameInput, partial=True) == ["name"]


def test_paths_of_nested_errors(cast):
    good = {"name": "A", "parent": cast.northgate.public_id}
    with cast.acting("northgate"):
        lines = [{"quantity": 1}, {"quantity": 0, "x": 1}, 7]
        assert errors({**good, "lines": lines}) == ["lines.1.quantity", "lines.1.x", "lines.2"]
        assert errors({**good, "lines": [{"quantity": 1}] * 4}) == ["lines"]
        assert errors({**good, "lines": {}}) == ["lines"]
        assert errors({**good, "tags": ["ok", 3, "far too long for it"]}) == ["tags.1", "tags.2"]
        assert errors({**good, "tags": ["ok", "far too long for it"]}) == ["tags.1"]
        assert errors({**good, "lines": [[[[[]]]]]}) == ["lines.0"]


def test_a_reference_out_of_sight_does_not_exist(cast):
    with cast.acting("northgate"):
        assert ShelfInput.clean_input({"name": "A", "parent": cast.northgate.public_id})["parent"] == cast.northgate
        with pytest.raises(Invalid) as foreign:
            ShelfInput.clean_input({"name": "A", "parent": cast.kestrel.public_id})
        with pytest.raises(Invalid) as absent:
            ShelfInput.clean_input({"name": "A", "parent": "ORG-000000000000"})
        for odd in (3, None, "", {}, "x" * 5000, "a\0"):
            assert errors({"name": "A", "parent": odd}) == ["parent"]
    assert foreign.value.errors == absent.value.errors == {"parent": ["This does not exist."]}


def test_deep_nesting_does_not_break():
    deep = orjson.loads(b'{"name":' + b"[" * 900 + b"]" * 900 + b"}")
    assert errors(deep, Plain) == ["name"]
