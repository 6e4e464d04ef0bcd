"""Tables: foreign keys point down, tenant tables are scoped, indexed and placed, and nothing owned hides from the
scope.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import models

from nucleus.platform.tree.scope import Visibility, is_scoped
from nucleus.platform.tree.tenant import TenantModel
from tests.floors.order import may_know, room

OURS = [m for m in apps.get_models() if m.__module__.startswith("nucleus.")]
TENANT = [m for m in OURS if issubclass(m, TenantModel)]

GLOBAL = {
    "access.Compilation": "which declaration of permissions was compiled last",
    "accounts.Attempt": "tries to sign in, also for addresses that nobody has",
    "accounts.Session": "read through accounts/queries: one's own, or those of people in sight",
    "accounts.User": "a person may belong to several organizations; read through memberships",
    "files.Blob": "bytes by hash; the holding decides who may open them",
    "jobs.Delivery": "which receiver had which event",
    "jobs.Lease": "who sweeps at this moment",
    "jobs.Schedule": "next slots of the schedule",
    "jobs.Worker": "worker processes",
    "monitoring.Head": "the sealed end of each audit chain",
    "settings.Token": "by which processes notice that a setting changed",
    "tree.Epoch": "how often a kind of thing was changed, for kept copies",
    "vitals.LogLine": "the application's log, for those who run the installation",
    "vitals.SensorHour": "the past of the sensors",
    "vitals.SensorState": "what each sensor said last",
    "vitals.Tally": "hourly counts of the whole installation",
    "monitoring.Verification": "checks of the audit trail",
    "vault.DataKey": "wrapped keys of the house",
    "search.Recent": "what a person opened last; read by that person only, and titles through rows in sight",
    "reports.Evidence": "shared dictionary of authentication results, reached through rows in sight",
    "reports.Name": "shared dictionary of host names, reached through rows in sight",
    "reports.Source": "shared dictionary of addresses, reached through rows in sight",
}
"""Models without a scope, each with its reason. A new one is a decision and takes a line here."""


def test_every_model_without_scope_is_listed_with_its_reason():
    assert {m._meta.label for m in OURS if not is_scoped(m)} == set(GLOBAL)


def test_foreign_keys_point_down_or_stay_in_the_room():
    wrong = []
    for model in OURS:
        for field in model._meta.get_fields():
            target = field.related_model if isinstance(field, models.ForeignKey) else None
            if target is None or not target.__module__.startswith("nucleus."):
                continue
            if not may_know(room(model.__module__), room(target.__module__)):
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert wrong == []


def test_no_foreign_key_leads_to_a_table_of_django_that_nobody_scopes():
    allowed = {"contenttypes.ContentType", "django_tasks_db.DBTaskResult"}
    found = {
        f"{m._meta.label}.{f.name}"
        for m in OURS
        for f in m._meta.get_fields()
        if isinstance(f, models.ForeignKey)
        and not f.related_model.__module__.startswith("nucleus.")
        and f.related_model._meta.label not in allowed
    }
    assert found == set()


@pytest.mark.parametrize("model", TENANT, ids=lambda m: m._meta.label)
def test_a_tenant_table_says_who_sees_it(model):
    assert isinstance(model.__dict__.get("visibility"), Visibility), "state `visibility` in the class itself"


@pytest.mark.parametrize("model", TENANT, ids=lambda m: m._meta.label)
def test_a_tenant_table_has_its_place_columns(model):
    columns = {f.name: f for f in model._meta.concrete_fields}
    assert {"organization", "distributor_id", "partner_id", "customer_id"} <= columns.keys()
    assert columns["organization"].db_index


@pytest.mark.parametrize("model", [m for m in OURS if is_scoped(m)], ids=lambda m: m._meta.label)
def test_a_scoped_table_is_reached_through_the_scoped_manager_only(model):
    assert model._meta.base_manager_name == model._meta.default_manager_name == "objects"
    assert [m.name for m in model._meta.managers] == ["objects"]


def test_the_systems_own_checks_pass():
    assert [m for m in run_checks(tags=["models"]) if m.id.startswith("tree.")] == []


def test_public_ids_have_a_prefix_of_three_capitals_that_nobody_else_has():
    named = {
        m._meta.label: getattr(m, "prefix", "ORG")  # the tree's own model draws its id by itself
        for m in OURS
        if any(f.name == "public_id" for f in m._meta.fields)
    }
    assert all(len(p) == 3 and p.isupper() for p in named.values()), named
    assert len(set(named.values())) == len(named), named
