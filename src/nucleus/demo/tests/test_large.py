"""The large instance, in small: places, sums and the index agree with what commands would have made."""

from __future__ import annotations

import pytest

from nucleus.demo.large.channel import Channel
from nucleus.demo.large.desks import Bytes, Desks
from nucleus.demo.large.firms import Register
from nucleus.demo.large.loader import Drawing
from nucleus.demo.large.mail import Dictionary, Post, sum_up, watch
from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.intake.models import Message, PendingReport, WaitingName
from nucleus.dmarc.reports.models import RecordRow, Report
from nucleus.dmarc.rollups.commands import recount
from nucleus.dmarc.rollups.models import CountryDay, DomainDay, OrganizationDay, OrganizationDomains, SourceDay
from nucleus.kernel.actor import Tier, system_actor
from nucleus.platform.accounts.models import Membership
from nucleus.platform.files.models import Blob
from nucleus.platform.tree.models import Organization

SUMS = (DomainDay, SourceDay, CountryDay, OrganizationDay, OrganizationDomains)


@pytest.fixture
def system(db):
    """Everything here is made by the software itself."""
    with system_actor("test"):
        yield


def everything(model):
    """All rows without their keys, in a fixed order."""
    names = [f.attname for f in model._meta.concrete_fields if f.attname not in ("id", "pk")]
    return sorted(model.objects.values_list(*names))


def test_the_tree_grows_to_the_number_with_every_place_right(system, cast):
    customers = Channel(Drawing(1), 400).grow()
    rows = {o.pk: o for o in Organization.objects.all()}
    assert len(rows) == 400
    assert len({o.slug for o in rows.values()}) == len({o.public_id for o in rows.values()}) == 400
    assert len(customers) == 400 - len(cast.organizations) - (390 // 60)
    for o in rows.values():
        above = rows.get(o.parent_id)
        if above is None:
            continue
        assert Tier(above.tier).below == o.tier
        own = {f"{o.tier}_id": o.pk}
        for level in ("distributor_id", "partner_id", "customer_id"):
            assert getattr(o, level) == own.get(level, getattr(above, level)), (o.slug, level)
    assert Membership.objects.filter(roles=["owner"]).count() == 390
    owner = Membership.objects.filter(organization__tier="customer").first()
    before = owner.permissions
    owner.save()
    assert owner.permissions == before


def test_the_same_numbers_give_the_same_firms_and_no_short_name_twice():
    first, second = Register(Drawing(4), set()), Register(Drawing(4), set())
    firms = [first.customer() for _ in range(300)]
    assert firms == [second.customer() for _ in range(300)]
    assert len({firm.slug for firm in firms}) == 300
    again = Register(Drawing(4), {firm.slug for firm in firms})
    assert {again.customer().slug for _ in range(300)}.isdisjoint({firm.slug for firm in firms})


def test_records_and_their_sums_are_what_a_recount_makes(system, cast):
    place = (cast.harbour.pk, cast.meridian.pk, cast.northgate.pk, cast.harbour.pk)
    chance = Drawing(2)
    domains = watch(chance, [("one.example", place), ("two.example", place)])
    post = Post(chance, Dictionary(chance, [d.name for d in domains]))
    assert post.deliver([(d, 3) for d in domains]) == 60
    assert (Report.objects.count(), RecordRow.objects.count()) == (6, 60)
    for report in Report.objects.all():
        rows = RecordRow.objects.filter(report_id=report.pk)
        assert report.messages == sum(rows.values_list("count", flat=True))
        assert report.records == rows.count()
    sum_up()
    made = [everything(model) for model in SUMS]
    recount(pairs=set(RecordRow.objects.values_list("domain_id", "day")))
    assert [everything(model) for model in SUMS] == made
    assert Domain.objects.get(name="one.example").place == cast.harbour.place


def test_desks_hold_each_file_once_and_name_what_waits(system, cast):
    files = []
    for at in range(3):
        blob = Blob.objects.create(sha256=f"{at:064}", size=1, kind="xml")
        files.append(Bytes(blob.pk, blob.sha256, 1, f"{at}.xml"))
    desks = Desks(Drawing(3), files)
    place = (cast.harbour.pk, cast.meridian.pk, cast.northgate.pk, cast.harbour.pk)
    made = desks.receive([(place, 3)], "unknown")
    desks.wait(made, ["a.example", "b.example"], 2)
    desks.work(cast.harbour, runs=2, lines=2)
    assert sorted(Message.objects.values_list("name", flat=True)) == ["0.xml", "1.xml", "2.xml"]
    assert PendingReport.objects.count() == 6
    assert list(WaitingName.objects.order_by("name").values_list("name", "files")) == [
        ("a.example", 3),
        ("b.example", 3),
    ]
    assert {m.place for m in Message.objects.select_related("organization")} == {cast.harbour.place}
