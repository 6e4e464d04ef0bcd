"""The limits over HTTP: headers, refusals, settings, and who shares what."""

from __future__ import annotations

import pytest
from django.test import Client

from nucleus.platform.limits.middleware import network_of

AT = "/api/crm/organizations"


@pytest.fixture
def small(cast, set_settings):
    set_settings({"api.calls_of_session": 10, "api.calls_of_strangers": 10})


def test_every_answer_says_what_is_left(signed):
    answer = signed("northgate", "organizations.view").get(AT)
    assert answer["RateLimit-Policy"] == '"session";q=600;w=60, "network";q=6000;w=60'
    assert answer["RateLimit"] == '"session";r=599;t=1, "network";r=5999;t=1'
    assert [answer[f"RateLimit-{name}"] for name in ("Limit", "Remaining", "Reset")] == ["600", "599", "1"]


def test_beyond_it_429_as_a_problem_and_the_page_still_opens(signed, small):
    client = signed("northgate", "organizations.view")
    statuses = [client.get(f"{AT}?limit={n}").status_code for n in range(1, 12)]
    assert statuses == [200] * 10 + [429]
    refused = client.get(AT, headers={"Accept": "text/csv"})
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert (refused.json()["code"], int(refused["Retry-After"]) in range(1, 7)) == ("throttled", True)
    assert refused["RateLimit-Remaining"] == "0"
    assert client.get("/partner/").status_code == 200
    assert signed("northgate", "organizations.view").get(AT).status_code == 200


def test_strangers_share_their_network(small):
    assert [Client().get(AT).status_code for _ in range(11)] == [401] * 10 + [429]
    assert Client(REMOTE_ADDR="192.0.2.7").get(AT).status_code == 401
    assert Client().get("/api/openapi.json").status_code == 429
    assert Client().get("/sign-in/").status_code == 200


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_networks(address, network):
    assert network_of(address) == network
