"""The structure: exact counts, sign-ins, repeatable and resumable."""

from __future__ import annotations

import io
import re
import stat
from collections import Counter

import orjson
import pytest
from django.contrib.auth.hashers import check_password

from nucleus.demo.build import build_demo
from nucleus.demo.cast import MAIN, SUPERADMIN
from nucleus.demo.customers import firms, people
from nucleus.demo.domains import cases
from nucleus.demo.sign_ins import drawn_sign_ins, read_sign_ins, sign_in_lines
from nucleus.dmarc.domains.models import Domain
from nucleus.kernel.actor import system_actor
from nucleus.kernel.roles import SHIPPED
from nucleus.platform.accounts.models import Membership, Session, User
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.audit.models import Line
from nucleus.platform.branding.keys import EDITS
from nucleus.platform.branding.models import Design
from nucleus.platform.jobs.models import JobRun
from nucleus.platform.tree.models import Organization

from .conftest import BASE


def rows():
    """Every row that a build may make, as it is stored."""
    with system_actor("test"):
        return {
            model.__name__: list(model.objects.order_by("pk").values_list())
            for model in (Organization, User, Membership, Design, Domain, JobRun, Line)
        }


def test_build_makes_exactly_the_cast(demo):
    with system_actor("test"):
        made = {
            o.slug: (o.tier, o.name, o.parent.slug if o.parent else "", o.timezone) for o in Organization.objects.all()
        }
        members = Counter(Membership.objects.values_list("organization__slug", "user__email", "user__name"))
        domains = Counter(Domain.objects.values_list("organization__slug", "name"))
        roles = dict(Membership.objects.values_list("user__email", "roles"))
        stored = Design.objects.filter(kind="theme").select_related("organization")
        themes = {
            t.organization.slug: (t.published["values"]["seed"], t.published["values"]["brand_name"]) for t in stored
        }
        run = JobRun.objects.get()
    assert themes == {f.slug: (f.brand.seed, f.brand.name) for f in firms() if f.brand}
    assert made == {f.slug: (f.tier.value, f.name, f.parent, f.timezone) for f in firms()}
    assert members == Counter((p.organization, p.email, p.name) for p in people())
    assert roles == {p.email: [p.role] for p in people()}
    assert domains == Counter((case.owner, case.name) for case in cases())
    assert (run.name, len(run.arguments["days"]), run.arguments["hold_out"]) == (
        "demo.fill_history",
        90,
        run.arguments["days"][0],
    )
    assert [line.partition(" (")[0] for line in demo.said.splitlines()] == [
        "demo: 135 organizations",
        "demo: 150 people",
        "demo: 6 themes",
        "demo: 60 domains",
        "demo: 90 days of reports ordered; the worker fills them in",
    ]


def test_everything_but_company_and_superadmin_went_through_commands(demo):
    with system_actor("test"):
        actions = Counter(Line.objects.values_list("action", flat=True))
    designs = sum(
        1 + len({"sign-in-distributor", "sign-in-partner", "sign-in-customer"} & {*EDITS[f.tier]})
        for f in firms()
        if f.brand
    )
    wanted = {"organizations.add": 135, "members.add": 151, "branding.publish_theme": designs, "domains.register": 60}
    assert {action: actions[action] for action in wanted} == wanted


def test_a_second_build_changes_nothing(demo):
    before, files = rows(), {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in demo.folder.rglob("*") if p.is_file()}
    out = io.StringIO()
    build_demo(BASE, out)
    assert out.getvalue() == ""
    assert rows() == before
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in demo.folder.rglob("*") if p.is_file()} == files


def test_another_port_changes_the_addresses_only(demo):
    before, data = read_sign_ins(), rows()
    build_demo("http://127.0.0.1:9000", io.StringIO())
    after = read_sign_ins()
    assert rows() == data
    assert [(e.email, e.password) for e in after] == [(e.email, e.password) for e in before]
    assert [e.sign_in for e in after] == [e.sign_in.replace(":8123/", ":9000/") for e in before]


def test_sign_in_file(demo):
    file = demo.folder / "demo-sign-ins.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    entries = orjson.loads(file.read_bytes())
    assert {tuple(entry) for entry in entries} == {("tier", "role", "organization", "email", "password", "sign_in")}
    wanted = [("superadmin", "superadmin", None)]
    names = {f.slug: f.name for f in firms()}
    wanted += [(tier.value, role, names[MAIN[tier]]) for tier, roles in SHIPPED.items() for role in roles]
    assert [(e["tier"], e["role"], e["organization"]) for e in entries] == wanted
    assert len({e["password"] for e in entries}) == len(entries) == 20
    assert [e for e in entries if not re.fullmatch(r"[A-Za-z0-9-]{15,}", e["password"])] == []
    assert {(e["tier"], e["sign_in"]) for e in entries} == {
        ("superadmin", f"{BASE}/admin/sign-in/"),
        ("company", f"{BASE}/company/sign-in/"),
        ("distributor", "http://waterlinie.localhost:8123/distributor/sign-in/"),
        ("partner", "http://brinkhof.localhost:8123/partner/sign-in/"),
        ("customer", "http://brinkhof.localhost:8123/customer/sign-in/"),
    }
    lines = list(sign_in_lines())
    assert [line.split()[-3:] for line in lines] == [[e["email"], e["password"], e["sign_in"]] for e in entries]


def test_passwords_work_and_count_as_chosen(demo):
    entries = read_sign_ins()
    users = {user.email: user for user in User.objects.all()}
    for entry in entries:
        user = users.pop(entry.email)
        assert check_password(entry.password, user.password), entry.email
        assert (user.must_change_password, user.is_superadmin) == (False, entry.email == SUPERADMIN[1])
    assert len(users) == 132
    assert [user for user in users.values() if user.has_usable_password()] == []


def test_each_demo_has_passwords_of_its_own(demo):
    first = {entry.password for entry in read_sign_ins()}
    (demo.folder / "demo-sign-ins.json").unlink()
    entries, drawn = drawn_sign_ins(BASE)
    assert {entry.email: entry.password for entry in entries} == drawn
    assert first & set(drawn.values()) == set()


def test_the_company_was_installed_with_its_card(demo):
    with system_actor("test"):
        company = Organization.objects.get(tier="company")
        changed = Line.objects.filter(action="organizations.change").count()
    assert (company.slug, company.timezone, company.support_email, changed) == (
        "nucleus", "Europe/Amsterdam", "support@nucleus-channel.example", 1,
    )  # fmt: skip


@pytest.mark.parametrize("content", [None, b"", b"[]", b'[{"tier": "company"}]', b"{}"])
def test_lost_sign_ins_get_new_passwords_and_the_data_stays(demo, content):
    before, file = read_sign_ins(), demo.folder / "demo-sign-ins.json"
    with system_actor("test"):
        stood = {model: model.objects.count() for model in (Organization, User, Membership, Domain)}
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    out = io.StringIO()
    build_demo(BASE, out)
    assert [line.partition(" (")[0] for line in out.getvalue().splitlines()] == [
        "demo: 20 sign-ins were lost and have new passwords"
    ]
    after = read_sign_ins()
    assert [(e.email, e.sign_in) for e in after] == [(e.email, e.sign_in) for e in before]
    assert {e.password for e in after} & {e.password for e in before} == set()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for entry in after:
        user = User.objects.get(email=entry.email)
        assert (check_password(entry.password, user.password), user.must_change_password) == (True, False)
    with system_actor("test"):
        assert {model: model.objects.count() for model in stood} == stood
    out = io.StringIO()
    build_demo(BASE, out)
    assert (out.getvalue(), read_sign_ins()) == ("", after)


def test_lost_sign_ins_end_the_sessions_that_nobody_can_renew(demo):
    entry = read_sign_ins()[3]
    user = User.objects.get(email=entry.email)
    with system_actor("test"):
        start_session(user, Membership.objects.get(user=user), address="127.0.0.1", agent="test")
    (demo.folder / "demo-sign-ins.json").unlink()
    build_demo(BASE, io.StringIO())
    with system_actor("test"):
        assert [s.revoked_at is None for s in Session.objects.filter(user=user)] == [False]
