"""Every scoped model, for every tier and relation: what is in sight is exactly what the policy says."""

from __future__ import annotations

import pytest

from nucleus.kernel.actor import Actor, Kind, acting
from nucleus.platform.tree import scope
from nucleus.platform.tree.scope import sees
from tests.cast import TREE
from tests.matrix.canaries import carriers, marked_models, scoped_models, told
from tests.matrix.planting import KEPT
from tests.matrix.policy import policy, visible
from tests.matrix.relations import SEATS, TARGETS, relation_of

LABELS = [m._meta.label for m in scoped_models()]
SUPERADMIN = Actor(Kind.SUPERADMIN, "superadmin", "USR-super")


def kind_of(label):
    return next(kind for kind, labels in policy()["models"].items() if label in labels.split())


def seen_by(actor, model, ground):
    """The organizations whose planted row of the model the actor reads."""
    keys = {row.pk: slug for slug, row in ground.rows[model._meta.label].items()}
    with acting(actor):
        return {keys[pk] for pk in model.objects.values_list("pk", flat=True) if pk in keys}


def expected(kind, tier):
    """The same by the policy: the named relations, in the whole cast."""
    wanted = visible(kind, tier)
    return {slug for slug in TREE if relation_of(SEATS[tier], slug) in wanted}


def test_every_scoped_model_is_in_the_policy_under_its_visibility():
    declared = {m._meta.label: m.visibility.value for m in scoped_models()}
    assert declared == {label: kind for kind, labels in policy()["models"].items() for label in labels.split()}


def test_the_targets_of_the_cast_have_the_relations_that_their_names_say():
    for tier, targets in TARGETS.items():
        for relation, slug in targets.items():
            assert relation_of(SEATS[tier], slug) == relation.replace("nephew", "stranger"), (tier, relation)


@pytest.mark.parametrize("tier", SEATS)
def test_in_sight_is_what_the_policy_says(tier, ground, cast):
    actor = cast.actor(SEATS[tier])
    stands = {m._meta.label: seen_by(actor, m, ground) for m in scoped_models()}
    assert stands == {label: expected(kind_of(label), tier) for label in LABELS}


@pytest.mark.parametrize("kind", ["detail", "commercial", "metric", "private"])
@pytest.mark.parametrize("tier", SEATS)
def test_writing_reaches_what_reading_shows(kind, tier, cast):
    reached = {s for s in TREE if sees(scope.Visibility(kind), cast.actor(SEATS[tier]), cast.organizations[s].place)}
    assert reached == expected(kind, tier)


def test_the_superadmin_sees_the_tree_people_and_operations_only(ground):
    open_models = {m._meta.label for m in scoped_models() if seen_by(SUPERADMIN, m, ground)}
    assert open_models == set(policy()["superadmin"]["sees"].split())


def test_every_text_of_every_model_carries_a_canary(ground):
    bare = []
    for model in marked_models():
        row = ground.of(model._meta.label, "harbour")
        for field in carriers(model):
            name = f"{model._meta.label}.{field.name}"
            if name not in KEPT and field.name != "public_id" and not told(str(getattr(row, field.attname))):
                bare.append(name)
    assert bare == []


def test_the_matrix_notices_each_model_without_its_condition(ground, cast, monkeypatch):
    """The mutants: without a model's condition a customer would read strangers' rows, and the comparison says so."""
    whole = scope.condition
    unnoticed = []
    for model in scoped_models():
        monkeypatch.setattr(scope, "condition", lambda m, *rest, mutant=model: m is mutant or whole(m, *rest))
        label = model._meta.label
        if seen_by(cast.actor("harbour"), model, ground) == expected(kind_of(label), "customer"):
            unnoticed.append(label)
    assert unnoticed == []
