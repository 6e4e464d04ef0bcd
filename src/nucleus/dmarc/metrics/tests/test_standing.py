"""The figures of the organizations below: sums, movers, the same on page and API, and no detail."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nucleus.dmarc.analysis.period import period_of
from nucleus.dmarc.analysis.queries.sums import Metrics
from nucleus.dmarc.metrics.queries import handled, standing_of
from nucleus.dmarc.rollups.models import OrganizationDay, OrganizationDomains
from nucleus.kernel.actor import system_actor
from nucleus.platform.tree.models import Organization

API = "/api/crm/dmarc-metrics/figures"


def plant(organization, day, messages, failed, *, quarantined=0, rejected=0):
    with system_actor("test"):
        OrganizationDay.objects.create(
            organization=Organization.objects.get(pk=organization.pk), day=day, domains=1, reports=2, messages=messages,
            passed=messages - failed, failed=failed, quarantined=quarantined, rejected=rejected,
        )  # fmt: skip


@pytest.fixture
def figures(cast):
    """Under meridian: northgate's customers fell from 100 % to 90 %, kestrel rose from 50 % to 75 %."""
    now = period_of("7")
    plant(cast.harbour, now.last, 1000, 100, quarantined=30, rejected=50)
    plant(cast.harbour, now.before.last, 400, 0)
    plant(cast.kestrel, now.first, 200, 50)
    plant(cast.kestrel, now.before.first, 200, 100)
    plant(cast.northgate, now.first, 10, 0)
    with system_actor("test"):
        OrganizationDomains.objects.create(
            organization=Organization.objects.get(pk=cast.harbour.pk), domains=3, reject=2, none=1
        )
    return cast


def test_page_and_api_say_the_same(figures, signed):
    client = signed("meridian", role="owner")
    said = client.get(f"{API}?days=7").json()
    assert {k: said["now"][k] for k in ("messages", "passed", "failed", "reports")} == {
        "messages": 1210,
        "passed": 1060,
        "failed": 150,
        "reports": 6,
    }
    assert said["before"]["messages"] == 600
    assert said["domains"] == {"domains": 3, "reject": 2, "quarantine": 0, "none": 1, "unseen": 0}
    assert [day["messages"] for day in said["days"]] == [210, 0, 0, 0, 0, 0, 1000]
    page = client.get("/dmarc/metrics/?days=7").content.decode()
    for text in ("1,210", "87.6%", "Lost ground", "Gained ground", "Delivered all the same"):
        assert text in page, text


def test_movers_are_those_directly_below(figures, signed):
    said = signed("meridian", role="owner").get(f"{API}?days=7").json()
    fell, rose = said["fell"], said["rose"]
    assert [(m["name"], round(m["pass_change"], 1)) for m in fell] == [("Northgate", -9.9)]
    assert [(m["name"], round(m["pass_change"], 1)) for m in rose] == [("Kestrel", 25.0)]


def test_a_share_of_few_messages_moves_nobody(figures, signed):
    plant(figures.mill, period_of("7").last, 99, 99)
    plant(figures.mill, period_of("7").before.last, 99, 0)
    said = signed("nucleus", role="auditor").get(f"{API}?days=7").json()
    assert figures.mill.public_id not in [m["organization"] for m in (*said["fell"], *said["rose"])]


def test_the_list_has_the_change_and_sorts_by_it(figures, signed):
    rows = signed("meridian", role="owner").get("/api/crm/dmarc-metrics?days=7&sort=pass_change").json()["items"]
    changes = [(row["name"], row["pass_change"]) for row in rows if row["pass_change"] is not None]
    assert [name for name, _change in changes] == ["Northgate", "Kestrel"]


def test_an_end_user_has_figures_and_no_list_below(figures, signed):
    client = signed("meridian", role="owner")
    page = client.get(f"/dmarc/metrics/{figures.harbour.public_id}/?days=7").content.decode()
    assert "90.0%" in page
    assert 'data-slot="list"' not in page
    assert "Lost ground" not in page


@pytest.mark.parametrize("who", ["northgate", "polder"])
def test_nobody_else_gets_the_figures_of_another(figures, signed, who):
    client = signed(who, role="owner")
    address = f"/api/crm/organizations/{figures.kestrel.public_id}/dmarc-metrics/figures"
    assert client.get(address).status_code == 404
    assert client.get(f"/dmarc/metrics/{figures.kestrel.public_id}/").status_code == 404


@pytest.mark.parametrize("query", ["days=8", "days=", "fields=now", "days=7&x=1"])
def test_unknown_parameters_and_periods_are_refused(figures, signed, query):
    answer = signed("meridian", role="owner").get(f"{API}?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_statements_do_not_grow_with_organizations_and_days(figures, signed):
    client = signed("meridian", role="owner")
    client.get("/dmarc/metrics/?days=7")
    with CaptureQueriesContext(connection) as few:
        client.get("/dmarc/metrics/?days=7")
    for n in range(1, 6):
        plant(figures.bakery, period_of("7").last - n, 500, n)
        plant(figures.kestrel, period_of("7").last - n, 500, n)
    with CaptureQueriesContext(connection) as many:
        client.get("/dmarc/metrics/?days=90")
    assert len(many) == len(few)
    tables = " ".join(query["sql"] for query in many)
    assert "dmarc_" not in tables.replace("dmarc-", "")
    assert "domains_domain" not in tables


def test_what_receivers_did_never_exceeds_what_failed():
    assert handled(Metrics(messages=10, passed=4, failed=6, quarantined=5, rejected=3)) == (0, 3, 3)
    assert handled(Metrics(messages=10, passed=10, failed=0, quarantined=2, rejected=1)) == (0, 0, 0)
    assert handled(Metrics(messages=10, passed=4, failed=6, quarantined=1, rejected=2)) == (3, 1, 2)


def test_the_standing_adds_up(figures):
    with figures.acting("meridian", role="owner"):
        standing = standing_of(Organization.objects.get(pk=figures.meridian.pk), period_of("7"))
    assert standing.now.messages == sum(each.messages for _day, each in standing.days)
    assert standing.now.rate == pytest.approx(1060 / 1210)
