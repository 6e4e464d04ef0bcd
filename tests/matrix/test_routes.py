"""Every route x method x distinct set of permissions x relation over HTTP, and no foreign canary in any answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import transaction

from tests.matrix.canaries import DICTIONARIES, told
from tests.matrix.policy import policy, roles_of, visible
from tests.matrix.relations import SEATS, TARGETS, relation_of
from tests.matrix.routes import PUBLIC, SIGNED, rules, standing
from tests.matrix.seats import ANONYMOUS, SUPERADMIN, seats_of

RULES = rules()
PARAMETER = re.compile(r"<[a-z]+:[a-z_]+>")
CARD = {f"tree.Organization.{field}" for field in ("name", "slug", "support_email", "support_phone")}
CARD |= {"branding.Design.published"}
"""What an organization may know of those above it (the upward glance)."""

KNOWN_FILE = Path(__file__).with_name("known.txt")
TIERS = (*SEATS, SUPERADMIN, ANONYMOUS)
KNOWN = {" ".join(line.split()) for line in KNOWN_FILE.read_text().splitlines() if line and not line.startswith("#")}
"""Cells that answer otherwise than the policy says and harm nobody; the list may only shrink."""

ABSENT = "ORG-0000000000000000"


def test_every_route_and_method_is_in_the_policy_and_the_other_way_round():
    wanted = {}
    for rule in RULES:
        wanted.setdefault(rule.route, set()).add(rule.method)
    stands = {route: methods or wanted.get(route, set()) for route, methods in standing().items()}
    assert stands == wanted


def kind_of(label):
    tables = [*policy()["models"].items(), *policy()["unscoped"].items()]
    return next(kind for kind, labels in tables if label in labels.split())


def in_sight(rule, tier, relation):
    """Whether the policy lets the tier see the row of that relation."""
    if tier == SUPERADMIN:
        return rule.model in policy()["superadmin"]["sees"].split() or rule.model == "accounts.Session"
    return relation in visible(kind_of(rule.model), tier)


def in_reach(rule, tier, relation):
    """Whether the act also reaches it."""
    if not rule.reach:
        return True
    if tier == SUPERADMIN:
        return rule.reach != "nobody"
    return relation in policy()["reaches"][rule.reach].split()


def is_frontend(rule):
    """Whether the page belongs to one frontend: for the others it is not there."""
    return rule.who == SUPERADMIN or rule.who.startswith("at:")


def holds(rule, seat):
    """Whether the policy gives the seat what the rule asks for."""
    if rule.who in (PUBLIC, SIGNED):
        return rule.who == PUBLIC or seat.tier != ANONYMOUS
    if is_frontend(rule):
        return rule.who.removeprefix("at:") == seat.tier
    return rule.who in policy()["permissions"] and seat.role in roles_of(policy()["permissions"][rule.who])


def classes(rule, seats):
    """One seat for each distinct answer of the policy: a holder and a stranger to the permission."""
    found = {}
    for seat in seats:
        found.setdefault(holds(rule, seat), seat)
    return list(found.values())


def cells(rule, tier):
    """The relations that are asked, with the organization that stands so; one empty cell where nothing is named."""
    if not rule.model:
        return [("", "")]
    if tier in (SUPERADMIN, ANONYMOUS):
        return [("any", "harbour")]
    return list(TARGETS[tier].items())


def right(rule, seat, relation):
    """The statuses that the policy allows for the cell."""
    if rule.who == "nothing":
        return {403, 404, 405} if seat.tier != ANONYMOUS else {302, 401, 404, 405}
    if seat.tier == ANONYMOUS and rule.who != PUBLIC:
        return {401} if rule.is_api else {302, 303}
    if not holds(rule, seat):
        return {403, 404} if rule.model or is_frontend(rule) else {403}
    if rule.model and not in_sight(rule, seat.tier, relation):
        return {404}
    if rule.model and not in_reach(rule, seat.tier, relation):
        return {403, 404, 409}
    if rule.flag == "own" and seat.tier == SUPERADMIN:
        return {404}
    if rule.method == "GET" and rule.who != PUBLIC:
        return {200, 302, 303, *([404, 410] if rule.flag == "maybe" else [])}
    passed = {200, 201, 202, 204, 302, 303, 400, 409, 412, 415, 422}
    return passed | ({404} if not rule.model else set()) | ({503} if rule.flag == "maybe" else set())


def ask(seat, rule, public_id):
    """The answer: status, and all that was sent. What the request changed is taken back."""
    address = "/" + PARAMETER.sub(public_id or "nothing", rule.route)
    options = {"content_type": "application/json"} if rule.is_api and rule.method != "GET" else {}
    with transaction.atomic():
        answer = getattr(seat.fresh(), rule.method.lower())(address, **options)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, f"{answer.headers}\n{body.decode(errors='replace')}"


def foreign(text, tier):
    """Canaries in the text that the tier may not see."""
    leaks = {}
    for slug, fields in told(text).items():
        kept = {f for f in fields if not may_show(f, tier, slug)}
        if kept:
            leaks[slug] = kept
    return leaks


def may_show(field, tier, slug, seat=""):
    """Whether somebody of the tier, at the cast's own seat or another, may see this text of the organization."""
    label = field.rpartition(".")[0]
    if tier == ANONYMOUS:  # a host that names nobody shows the company's published look, and nothing of anybody else
        return slug == SEATS["company"] and field in CARD
    if tier == SUPERADMIN:
        return label in policy()["superadmin"]["sees"].split()
    kind = "through" if label in DICTIONARIES else kind_of(label)
    relation = relation_of(seat or SEATS[tier], slug)
    return field in CARD if relation.endswith("parent") else relation in visible(kind, tier)


@pytest.mark.parametrize("tier", TIERS)
def test_every_cell_answers_as_the_policy_says(tier, ground):
    seats = seats_of(tier, ground.organizations)
    wrong, leaks, met = [], [], set()
    for rule in RULES:
        for seat in classes(rule, seats):
            for relation, slug in cells(rule, tier):
                public_id = ground.of(rule.model, slug).public_id if rule.model else ""
                cell = f"{rule.method} /{rule.route} as {seat} on {relation or 'nothing named'}"
                try:
                    status, text = ask(seat, rule, public_id)
                except Exception as error:  # noqa: BLE001 - a crash is a finding like the others
                    wrong.append(f"{cell}: {type(error).__name__} {error}"[:300])
                    continue
                if status not in right(rule, seat, relation):
                    known = f"{rule.method} {rule.route} {tier} {relation or '-'} {status}"
                    if known in KNOWN:
                        met.add(known)
                        continue
                    wrong.append(f"{cell}: {status}, not one of {sorted(right(rule, seat, relation))}")
                if found := foreign(text, tier):
                    leaks.append(f"{cell}: {found}")
    wrong += [f"{line}: mended; take it out of known.txt" for line in KNOWN - met if f" {tier} " in line]
    if wrong or leaks:
        pytest.fail("\n".join([*wrong, "LEAKS", *leaks]), pytrace=False)


@pytest.mark.parametrize("tier", SEATS)
def test_a_foreign_thing_and_an_absent_one_answer_alike(tier, ground):
    seats = seats_of(tier, ground.organizations)
    differ = []
    for rule in (r for r in RULES if r.model and r.method == "GET"):
        seat = next((s for s in seats if holds(rule, s)), None)
        slug = TARGETS[tier].get("stranger", "")
        if seat is None or not slug:
            continue
        there, absent = ground.of(rule.model, slug).public_id, ABSENT
        first, second = ask(seat, rule, there), ask(seat, rule, absent)
        if scrubbed(first, there) != scrubbed(second, absent):
            differ.append(f"{rule.route} as {seat}: {first[0]} and {second[0]}")
    assert differ == []


def scrubbed(answer, public_id):
    """The answer without what differs between any two requests."""
    status, text = answer
    text = text.replace(public_id, "ID")
    text = re.sub(r"'(X-Request-ID|Content-Length)': '[^']*'|'Set-Cookie'.*", "", text)
    return status, re.sub(r"csrf\S*\s*(?:value|content)?=\"[^\"]+\"|[0-9a-f]{16}|\"[A-Za-z0-9]{64}\"", "", text)
