"""Two people change one thing at once: the second is told, sees the difference, and keeps the own input."""

from __future__ import annotations

import re

import pytest

from nucleus.dmarc.domains.commands import register_domain
from nucleus.kernel.actor import system_actor
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.tree.models import Organization

MAY = ("organizations.view", "organizations.change")


@pytest.fixture
def at(cast):
    return f"/organizations/{cast.harbour.public_id}/change/"


HIDDEN = re.compile(r'name="(read_revision|form_key)" value="([^"]*)"')


def opened(client, at):
    """The hidden values of the form; a person changes the name and leaves the rest."""
    return dict(HIDDEN.findall(client.get(at).content.decode()))


def stored(cast):
    with system_actor("test"):
        return Organization.objects.get(pk=cast.harbour.pk)


def test_the_second_sees_the_difference_and_may_save_over_it(signed, cast, at):
    first, second = signed("harbour", *MAY), signed("harbour", *MAY)
    one, two = opened(first, at), opened(second, at)
    assert one["read_revision"] == "1"
    assert first.post(at, {**one, "name": "Pier"}).status_code == 303
    late = second.post(at, {**two, "name": "Quay <i>"})
    html = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else changed this in the meantime." in html
    others = html.split('data-slot="others"')[1].split("</table>")[0]
    assert re.findall(r"<td>(?:<strong>)?([^<]+)", others)[:3] == ["Name", "Harbour", "Pier"]
    assert "harbour person" in others
    assert 'value="Quay &lt;i&gt;"' in html
    assert stored(cast).name == "Pier"
    again = dict(HIDDEN.findall(html))
    assert again["read_revision"] == "2"
    assert second.post(at, {**two, **again, "name": "Quay"}).status_code == 303
    assert stored(cast).name == "Quay"


def test_a_double_click_is_not_somebody_else(signed, cast, at):
    client = signed("harbour", *MAY)
    form = {**opened(client, at), "name": "Pier"}
    assert [client.post(at, form).status_code for _ in range(2)] == [303, 303]
    assert (stored(cast).name, stored(cast).revision) == ("Pier", 2)


def test_a_form_without_the_revision_is_taken_as_before(signed, cast, at):
    client = signed("harbour", *MAY)
    form = {name: value for name, value in opened(client, at).items() if name != "read_revision"}
    assert client.post(at, {**form, "name": "Pier"}).status_code == 303


def test_a_repeated_call_with_key_and_revision_gets_its_answer_again(signed, cast):
    client = signed("harbour", *MAY)
    at = f"/api/crm/organizations/{cast.harbour.public_id}"
    headers = {"If-Match": '"1"', "Idempotency-Key": "k1"}
    calls = [
        client.patch(at, b'{"name": "Pier"}', content_type="application/json", headers=headers).status_code
        for _ in range(2)
    ]
    assert (calls, stored(cast).revision) == ([200, 200], 2)


def test_the_second_who_changes_a_members_roles_is_told(signed, cast):
    with system_actor("test"):
        user = User(email="third@harbour.test", name="Third", timezone="UTC")
        user.save()
        member = Membership(organization=cast.harbour, user=user, roles=["viewer"])
        member.save()
    at = f"/members/{member.public_id}/change-roles/"
    first, second = signed("harbour", role="owner"), signed("harbour", role="owner")
    one, two = opened(first, at), opened(second, at)
    assert first.post(at, {**one, "roles": "helpdesk"}).status_code == 303
    late = second.post(at, {**two, "roles": "owner"})
    others = late.content.decode().split('data-slot="others"')[1].split("</table>")[0]
    assert (late.status_code, re.findall(r"<td>(?:<strong>)?([^<]+)", others)[:3]) == (
        409, ["Roles", "viewer", "helpdesk"],
    )  # fmt: skip
    again = dict(HIDDEN.findall(late.content.decode()))
    assert second.post(at, {**two, **again, "roles": "owner"}).status_code == 303
    with system_actor("test"):
        assert Membership.objects.values_list("roles", "revision").get(pk=member.pk) == (["owner"], 3)


def test_whoever_removes_a_domain_that_was_removed_meanwhile_is_told(signed, cast):
    with cast.acting("harbour", role="owner"):
        domain = register_domain(name="harbour.example", organization=cast.harbour)
    at = f"/dmarc/domains/{domain.public_id}/remove/"
    first, second = signed("harbour", role="owner"), signed("harbour", role="owner")
    one, two = opened(first, at), opened(second, at)
    assert first.post(at, one).status_code == 303
    late = second.post(at, two)
    assert (late.status_code, "Somebody else changed this in the meantime." in late.content.decode()) == (409, True)
