"""Who is told what: once, of things in sight, and nobody else."""

from __future__ import annotations

import pytest
from django.utils import translation

from nucleus.kernel.actor import system_actor
from nucleus.kernel.notices import GROUPS, kinds, place_of, sentence
from nucleus.kernel.registry import registry
from nucleus.platform.notices.choices import own_choice
from nucleus.platform.notices.commands import choose_channels, read_notice
from nucleus.platform.notices.jobs import prune
from nucleus.platform.notices.models import Notice, Preference
from nucleus.platform.organizations.commands.members import change_roles, remove_member


def told(person):
    return [(notice.kind, notice.count) for notice in person.notices()]


def test_the_people_of_the_organization_who_may_know_are_told_and_nobody_else(ring, someone):
    here, also, there = someone("northgate"), someone("northgate", role="viewer"), someone("kestrel")
    above, below, root = someone("meridian"), someone("harbour"), someone()
    ring("northgate")
    assert [told(p) for p in (here, also)] == [[("test.rang", 1)]] * 2
    assert [told(p) for p in (there, above, below, root)] == [[]] * 4


def test_without_the_permission_nobody_is_told(ring, someone, monkeypatch):
    person = someone("northgate")
    with system_actor("test"):
        type(person.member).objects.filter(pk=person.member.pk).update(permissions="members.view")
    ring("northgate")
    assert told(person) == []


def test_switched_off_people_and_former_members_are_not_told(ring, someone):
    off, former = someone("northgate"), someone("northgate")
    with system_actor("test"):
        type(off.user).objects.filter(pk=off.user.pk).update(is_active=False)
        type(former.member).objects.filter(pk=former.member.pk).update(is_active=False)
    ring("northgate")
    ring("northgate", who=former)
    assert (told(off), told(former)) == ([], [])


def test_the_same_counts_while_it_is_unread_and_comes_anew_afterwards(ring, someone):
    person = someone("northgate")
    for name in ("Anna", "Bert", "Cleo"):
        ring("northgate", name=name)
    ring("northgate", name="Dora", about="back door")
    other, first = person.notices()
    assert (sentence(first.facts), first.count) == ("Cleo rang 3 times.", 3)
    assert (sentence(other.facts), other.count) == ("Dora rang 1 times.", 1)
    with person.acting():
        read_notice(notice=first)
    ring("northgate", name="Emil")
    assert [sentence(n.facts) for n in person.notices()][:2] == ["Emil rang 1 times.", "Dora rang 1 times."]
    assert len(person.notices()) == 3


def test_facts_hold_no_secrets_and_no_endless_texts(ring, someone):
    person = someone("northgate")
    ring("northgate", name="smtp://user:hunter2@mail.test password=hunter2 \x00\n" + "x" * 5000)
    (notice,) = person.notices()
    assert ("hunter2" in str(notice.facts), len(notice.facts["name"]) <= 200, "\n" in notice.facts["name"]) == (
        False,
        True,
        False,
    )


def test_what_a_release_does_not_know_is_still_readable():
    assert sentence({"kind": "gone.kind"}) == "gone.kind"
    assert sentence({}) == ""
    assert place_of({"kind": "gone.kind"}) == ""
    for kind in kinds():
        assert sentence({"kind": kind.name})  # facts of another release: the label, at least
        assert isinstance(place_of({"kind": kind.name}), str)


def test_a_notice_is_read_in_the_language_of_the_reader(ring, someone, monkeypatch):
    facts = {"kind": "members.welcome", "organization": "Northgate"}
    with translation.override("en"):
        assert sentence(facts) == "You belong to Northgate from now on."


def test_whoever_leaves_keeps_nothing(ring, someone, cast):
    someone("northgate")
    person, stays = someone("northgate", role="viewer"), someone("northgate", role="viewer")
    ring("northgate")
    with person.acting():
        choose_channels(timing="daily")
    with cast.acting("northgate", role="owner"):
        remove_member(member=person.member)
    assert (told(person), told(stays)) == ([], [("test.rang", 1)])
    with system_actor("test"):
        assert Preference.objects.count() == 0


def test_with_a_role_go_the_notices_that_only_it_may_read(ring, someone, cast):
    someone("northgate")
    person = someone("northgate", role="owner")
    with system_actor("test"):
        for kind in ("themes.x", "branding.published", "test.rang"):
            Notice(
                organization=cast.northgate,
                recipient=person.user,
                kind=kind,
                group="organization",
                facts={"kind": kind},
            ).save()
    with cast.acting("northgate", role="owner"):
        change_roles(member=person.member, roles=["viewer"])
    assert sorted(n.kind for n in person.notices()) == ["test.rang", "themes.x"]


def test_channels(ring, someone):
    person, mailed = someone("northgate"), someone("northgate")
    with person.acting():
        choose_channels(page_organization=False, mail_organization=False)
    with mailed.acting():
        choose_channels(page_organization=False, mail_organization=True)
    ring("northgate")
    assert (told(person), [n.on_page for n in mailed.notices()]) == ([], [False])
    assert 'class="btn icon ghost unread"' not in mailed.client().get("/organizations/").content.decode()


def test_the_own_account_stays_on_the_page_whatever_is_kept(ring, someone, cast):
    person = someone("northgate")
    with system_actor("test"):
        Preference(organization=cast.northgate, owner=person.user, channels={"security": [False, False]}).save()
    with person.acting():
        assert own_choice().channels["security"] == (True, False)
    ring("northgate", who=person)
    assert next((n.kind, n.on_page, n.mail_at) for n in person.notices()) == ("test.alarm", True, None)


def test_old_notices_and_unknown_kinds_are_cleared_away(ring, someone, cast, set_settings):
    person = someone("northgate")
    ring("northgate")
    with system_actor("test"):
        Notice(organization=cast.northgate, recipient=person.user, kind="gone.kind", group="work").save()
        old = Notice(organization=cast.northgate, recipient=person.user, kind="test.rang", group="work", about="old")
        old.at = "2020-01-01T00:00:00Z"
        old.save()
    prune()
    assert told(person) == [("test.rang", 1)]


@pytest.mark.django_db
def test_every_kind_says_what_it_needs():
    assert {kind.group.key for kind in kinds()} == set(GROUPS)
    for kind in kinds():
        assert (kind.event in registry.events, bool(str(kind.label))) == (True, True)
        assert not kind.permission or kind.permission in registry.permissions
