"""The list, opening a notice, the bell, the preferences, and the same through the API."""

from __future__ import annotations

import re

import orjson
import pytest
from django.test import Client

from nucleus.kernel.actor import system_actor
from nucleus.platform.notices.models import Notice, Preference

CELL = re.compile(r'<a class="row" href="(/notices/[^"]+)">([^<]*)</a>')


def html(client, address="/notices/", **params):
    answer = client.get(address, params)
    assert answer.status_code == 200, answer.content.decode()[-600:]
    return answer.content.decode()


def bell(client, address="/organizations/"):
    return re.search(r'href="/notices/" aria-label="([^"]*)"', html(client, address))[1]


def call(client, method, address, data=None):
    client.get("/organizations/")  # gives the CSRF cookie
    answer = client.generic(
        method, address, orjson.dumps(data or {}), "application/json", HTTP_ACCEPT="application/json"
    )
    return answer.status_code, orjson.loads(answer.content) if answer.content else None


def test_the_bell_counts_and_a_changed_count_shows_on_the_next_page(ring, someone):
    person = someone("northgate").client()
    assert bell(person) == "Notifications"
    ring("northgate")
    ring("northgate", about="back door")
    assert bell(person) == "Notifications, 2 unread"
    person.get(CELL.findall(html(person))[0][0])
    assert bell(person) == "Notifications, 1 unread"
    person.post("/notices/read-all/")
    assert bell(person) == "Notifications"


def test_opening_reads_it_and_goes_to_the_thing(ring, someone):
    person, colleague = someone("northgate"), someone("northgate")
    ring("northgate")
    (notice,) = person.notices()
    address = f"/notices/{notice.public_id}/"
    assert colleague.client().get(address).status_code == 404
    assert person.client().head(address)["Location"] == "/organizations/"
    assert person.notices()[0].read_at is None
    answer = person.client().get(address)
    assert (answer.status_code, answer["Location"]) == (303, "/organizations/")
    read_at = person.notices()[0].read_at
    person.client().get(address)
    assert (read_at is not None, person.notices()[0].read_at == read_at) == (True, True)


def test_without_a_page_of_its_own_it_leads_to_the_list(ring, someone):
    person = someone("northgate")
    ring("northgate", who=person)
    alarm = next(n for n in person.notices() if n.kind == "test.alarm")
    assert person.client().get(f"/notices/{alarm.public_id}/")["Location"] == "/notices/"


def test_texts_are_escaped(ring, someone):
    person = someone("northgate")
    ring("northgate", name="<script>alert(1)</script>")
    page = html(person.client())
    assert ("<script>alert(1)" in page, "&lt;script&gt;" in page) == (False, True)


def test_filters(ring, someone):
    person = someone("northgate")
    client = person.client()
    ring("northgate", who=person)
    client.post("/notices/read-all/")
    ring("northgate", about="back door")
    found = {
        query: [text for _url, text in CELL.findall(html(client, "/notices/" + query))]
        for query in ("?new=yes", "?new=no", "?group=security", "?kind=test.rang&new=no", "?group=work")
    }
    assert found == {
        "?new=yes": ["Anna rang 1 times."],
        "?new=no": ["Somebody is at your door.", "Anna rang 1 times."],
        "?group=security": ["Somebody is at your door."],
        "?kind=test.rang&new=no": ["Anna rang 1 times."],
        "?group=work": [],
    }
    assert client.get("/notices/?kind=test.nothing").status_code == 400


def test_several_are_marked_at_once_and_those_of_others_are_refused(ring, someone):
    person, colleague = someone("northgate"), someone("northgate")
    for about in ("a", "b", "c"):
        ring("northgate", about=about)
    own = [n.public_id for n in person.notices()]
    theirs = colleague.notices()[0].public_id
    person.client().post("/notices/bulk/read/", {"row": [*own[:2], theirs]})
    assert [n.read_at is None for n in person.notices()] == [False, False, True]
    assert [n.read_at is None for n in colleague.notices()] == [True, True, True]


def test_in_another_organization_the_same_person_has_other_notices(ring, someone, cast):
    from nucleus.platform.accounts.models import Membership

    person = someone("northgate")
    with system_actor("test"):
        other = Membership(organization=cast.kestrel, user=person.user, roles=["owner"])
        other.save()
    ring("northgate", name="North")
    ring("kestrel", name="Kest")
    ring("kestrel", name="Kest", about="b")
    there = type(person)(person.user, other)
    assert [text for _url, text in CELL.findall(html(person.client()))] == ["North rang 1 times."]
    assert [text for _url, text in CELL.findall(html(there.client()))] == ["Kest rang 1 times."] * 2
    assert (bell(person.client()), bell(there.client())) == ("Notifications, 1 unread", "Notifications, 2 unread")
    person.client().post("/notices/read-all/")
    assert (bell(person.client()), bell(there.client())) == ("Notifications", "Notifications, 2 unread")


def test_the_superadmin_has_own_ones_and_sees_nobody_elses(ring, someone):
    root, person = someone(), someone("nucleus", role="administrator")
    ring("nucleus")
    assert [CELL.findall(html(p.client())) != [] for p in (root, person)] == [False, True]
    with system_actor("test"):
        company = person.member.organization
        Notice(
            organization=company, recipient=root.user, kind="vitals.well", group="operations",
            facts={"kind": "vitals.well", "sensor": "database"},
        ).save()  # fmt: skip
    assert [text for _url, text in CELL.findall(html(root.client()))] == ["Database is well again."]
    assert bell(root.client(), "/admin/status/") == "Notifications, 1 unread"


def test_ten_thousand_notices_cost_what_ten_do(ring, someone, cast, django_assert_num_queries):
    person = someone("northgate")
    client = person.client()
    ring("northgate")
    html(client)
    with django_assert_num_queries(3):
        html(client)
    with system_actor("test"):
        Notice.objects.bulk_create(
            Notice.fresh(
                organization=cast.northgate, recipient=person.user, kind="test.rang", group="organization",
                about=f"{n}", facts={"kind": "test.rang", "name": "Anna", "rings": n},
            )
            for n in range(10_000)
        )  # fmt: skip
    with django_assert_num_queries(4):  # and one that counts, because the end does not show
        page = html(client)
    assert len(CELL.findall(page)) == 50
    with django_assert_num_queries(3):
        assert bell(client) == "Notifications, 100 unread"


def test_the_api(ring, someone):
    person, stranger = someone("northgate"), someone("kestrel")
    ring("northgate")
    client = person.client()
    (row,) = client.get("/api/crm/notices").json()["items"]
    assert (row["text"], row["is_new"], row["kind"], row["group"], row["count"]) == (
        "Anna rang 1 times.",
        True,
        "test.rang",
        "organization",
        1,
    )
    detail = client.get(f"/api/crm/notices/{row['public_id']}").json()
    assert detail["facts"] == {"kind": "test.rang", "name": "Anna", "rings": 1}
    assert "Anna rang 1 times." in client.get("/api/crm/notices?format=csv").getvalue().decode()
    other = stranger.client()
    assert other.get("/api/crm/notices").json()["items"] == []
    assert other.get(f"/api/crm/notices/{row['public_id']}").status_code == 404
    assert call(other, "POST", f"/api/crm/notices/{row['public_id']}/read")[0] == 404
    status, body = call(client, "POST", f"/api/crm/notices/{row['public_id']}/read")
    assert (status, body["is_new"]) == (200, False)
    ring("northgate", about="b")
    assert call(client, "POST", "/api/crm/notices/read-all") == (200, {"read": 1})
    assert call(client, "POST", "/api/crm/notices/read-all") == (200, {"read": 0})


def form(**changes):
    data = {f"mail_{key}": "true" for key in ("security", "reports")}
    data |= {"page_security": "true", "page_work": "true", "page_reports": "true", "page_organization": "true"}
    data |= {"timing": "daily", "digest_hour": "7", "digest_day": "5", "quiet_from": "22:00", "quiet_to": "06:30"}
    return {**data, "is_quiet": "true", "quiet_days": ["1", "5"], **changes}


def test_preferences_on_the_page(someone):
    person = someone("northgate")
    client = person.client()
    assert 'id="f-page-operations"' not in html(client, "/notices/preferences/")  # nothing of it can reach a partner
    answer = client.post("/notices/preferences/", form())
    assert (answer.status_code, answer["Location"]) == (303, "/notices/preferences/")
    body = client.get("/api/crm/notices/preferences").json()
    assert {k: body[k] for k in ("timing", "digest_hour", "digest_day", "quiet_from", "quiet_to", "quiet_days")} == {
        "timing": "daily",
        "digest_hour": 7,
        "digest_day": 5,
        "quiet_from": "22:00",
        "quiet_to": "06:30",
        "quiet_days": [1, 5],
    }
    assert (body["mail_organization"], body["mail_reports"], body["is_quiet"]) == (False, True, True)
    client.post("/notices/preferences/forget/")
    assert client.get("/api/crm/notices/preferences").json()["timing"] == "now"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"quiet_to": "22:00"}, "another time"),
        ({"quiet_from": "25:00"}, "as 22:00"),
        ({"digest_hour": "24"}, "23"),
        ({"page_security": ""}, "stay on the page"),
        ({"quiet_days": ["9"]}, "valid choice"),
        ({"timing": "never"}, "valid choice"),
        ({"owner": "USR-1"}, "not known"),
    ],
)
def test_bad_preferences_are_named_and_nothing_is_kept(someone, changes, said):
    answer = someone("northgate").client().post("/notices/preferences/", form(**changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    with system_actor("test"):
        assert Preference.objects.count() == 0


def test_preferences_through_the_api(someone):
    client = someone("northgate").client()
    status, body = call(client, "PATCH", "/api/crm/notices/preferences", {"mail_work": True, "quiet_days": [6, 7]})
    assert (status, body["mail_work"], body["quiet_days"], body["timing"]) == (200, True, [6, 7], "now")
    for bad in ({"mail_work": "yes"}, {"quiet_days": []}, {"mail_nothing": True}, {"page_security": False}):
        assert call(client, "PATCH", "/api/crm/notices/preferences", bad)[0] == 400
    status, body = call(client, "DELETE", "/api/crm/notices/preferences")
    assert (status, body["mail_work"]) == (200, False)


def test_the_organization_says_what_holds_for_those_who_chose_nothing(someone, cast, set_settings):
    client = someone("harbour").client()
    owner = cast.actor("northgate", "settings.change")
    set_settings({"notices.timing": "weekly", "notices.mail_work": True, "notices.quiet": True}, owner)
    body = client.get("/api/crm/notices/preferences").json()
    assert (body["timing"], body["mail_work"], body["is_quiet"]) == ("weekly", True, True)


def test_nobody_signed_in_sees_nothing(cast):
    assert Client().get("/notices/")["Location"] == "/sign-in/?next=%2Fnotices%2F"
    assert Client().get("/api/crm/notices").status_code == 401
