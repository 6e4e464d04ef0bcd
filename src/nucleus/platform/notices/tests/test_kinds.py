"""What the rooms tell: from the command to the page of the person, through outbox, relay and job."""

from __future__ import annotations

import orjson
import pytest

from nucleus.dmarc.intake.commands import take_files
from nucleus.kernel.actor import system_actor
from nucleus.kernel.notices import place_of, sentence
from nucleus.operations.vitals.commands import report_change
from nucleus.platform.accounts.commands import change_password
from nucleus.platform.accounts.entry import Entry, enter
from nucleus.platform.accounts.passwords import set_password
from nucleus.platform.branding.commands import begin_theme, publish_theme
from nucleus.platform.jobs.worker import run_everything
from nucleus.platform.organizations.commands.members import add_member, change_roles
from nucleus.platform.personal.commands import save_view, share_view
from nucleus.platform.settings.commands import change_settings, lock_settings

PASSWORD = "Correct Horse 7 Battery"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:{}.0) Gecko/20100101 Firefox/{}.0"


@pytest.fixture(autouse=True)
def mails_are_files(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("NUCLEUS_MAIL_URL", "")


def told(person):
    """Sentence and address of what the person was told, the oldest first."""
    run_everything()
    return [(sentence(n.facts), place_of(n.facts)) for n in reversed(person.notices())]


def test_a_sensor_that_fails_and_is_well_again(someone):
    root, admin, partner = someone(), someone("nucleus", role="administrator"), someone("northgate")
    with system_actor("test"):
        report_change(sensor="database", before="ok", after="bad", text="No answer.")
        report_change(sensor="database", before="bad", after="ok", text="")
    expected = [
        ("Database fails. No answer.", "/admin/status/database/"),
        ("Database is well again.", "/admin/status/database/"),
    ]
    assert (told(root), told(admin), told(partner)) == (expected, expected, [])


def test_a_new_member_is_welcomed_and_the_others_hear_of_it(someone, cast):
    owner, colleague, stranger = someone("northgate"), someone("northgate"), someone("kestrel")
    with owner.acting():
        member = add_member(email="new@example.test", name="New Person", roles=["helpdesk"])
    new = type(owner)(member.user, member)
    assert told(new) == [("You belong to Northgate from now on.", "/organization/")]
    assert [n.mailed_at is not None for n in new.notices()] == [True]
    assert told(owner) == []
    assert told(colleague) == [("New Person belongs to your organization from now on.", "/members/")]
    with owner.acting():
        change_roles(member=member, roles=["viewer"])
    assert told(new)[1:] == [("Your roles at Northgate were changed; you may do other things now.", "/organization/")]
    assert told(stranger) == []


def test_members_that_the_software_makes_get_no_mail(someone, cast):
    with system_actor("test"):
        member = add_member(organization=cast.northgate, email="new@example.test", roles=["owner"])
    new = type(someone("northgate"))(member.user, member)
    assert told(new) == [("You belong to Northgate from now on.", "/organization/")]
    assert [(n.mail_at, n.mailed_at) for n in new.notices()] == [(None, None)]


def test_password_and_new_devices(someone):
    person = someone("northgate")
    with system_actor("test"):
        set_password(person.user, PASSWORD, chosen=True)
        person.user.save()

    def sign_in(agent):
        enter(Entry(person.user.email, PASSWORD, "192.0.2.7", agent))

    sign_in(FIREFOX.format(140, 140))
    assert told(person) == []  # the first one is no news
    sign_in(FIREFOX.format(141, 141))
    assert told(person) == []
    sign_in("curl/8.5")
    said = "Sign-in with a new device: curl, from 192.0.2.7. If it was not you, change your password."
    assert told(person) == [(said, "/security/")]
    with person.acting():
        change_password(current_password=PASSWORD, new_password="Another Horse 8 Battery")
    assert [text[:27] for text, _place in told(person)[1:]] == ["Your password was changed. "]
    with system_actor("test"):
        assert [n.mailed_at is not None for n in person.notices()] == [True, True]


def test_a_shared_view(someone):
    owner, colleague, stranger = someone("northgate"), someone("northgate", role="viewer"), someone("kestrel")
    with owner.acting():
        view = save_view(table="organizations", name="Suspended", query="status=suspended")
        share_view(view=view)
    said = f"{owner.user.name} shares the view “Suspended” of “Organizations” with you."
    assert (told(colleague), told(owner), told(stranger)) == ([(said, f"/views/{view.public_id}/")], [], [])


def test_a_setting_that_is_changed_or_locked_above(someone, cast):
    partner, other, customer = someone("northgate"), someone("delta"), someone("harbour")
    with partner.acting():
        change_settings(values={"sessions.idle": 60})
    with cast.acting("meridian", "settings.change", "settings.lock"):
        change_settings(values={"sessions.idle": 120, "sessions.lifetime": 48})
        lock_settings(keys=["sessions.idle"])
    changed = "Meridian changed the setting “Session ends at the latest after”, which holds for you too."
    locked = "Meridian locked the setting “Session ends after”: your own value does not count any more."
    assert told(partner) == [(changed, "/settings/sessions/"), (locked, "/settings/sessions/")]
    own = "Northgate changed the setting “Session ends after”, which holds for you too."
    assert (told(customer), told(other)) == ([(own, "/settings/sessions/")], [])


def test_a_published_look(someone):
    owner, colleague, seller = someone("northgate"), someone("northgate"), someone("northgate", role="viewer")
    with owner.acting():
        publish_theme(theme=begin_theme(kind="theme"), note="Spring colours.")
    assert told(colleague) == [("The theme was published, version 1. Spring colours.", "/branding/")]
    assert (told(owner), told(seller)) == ([], [])


def test_files_that_cannot_be_read_and_whoever_handed_them_in_hears_when_they_are_through(someone, cast):
    owner, colleague, stranger = someone("northgate"), someone("northgate", role="helpdesk"), someone("kestrel")
    files = [(f"broken-{n}.xml", b"<feedback>" + str(n).encode()) for n in range(3)]
    with owner.acting():
        take_files(organization=cast.northgate, files=files)
    quarantine = "3 files could not be read and are in quarantine, the last being broken-2.xml."
    found = told(colleague)
    assert found == [(quarantine, "/dmarc/files/?state=quarantined")]
    done = ("Read received report files: done, 3 of 3.", "/dmarc/files/")
    assert (sorted(told(owner)), told(stranger)) == (sorted([*found, done]), [])


def test_failed_work_is_told_to_who_ordered_it_and_who_can_retry_it(someone, cast, monkeypatch):
    owner, admin = someone("northgate"), someone("nucleus", role="administrator")
    from nucleus.dmarc.intake import jobs

    monkeypatch.setattr(jobs.read_messages, "retries", 0)
    with owner.acting():
        run = jobs.read_messages.enqueue(ids=[{"not": "a key"}])
    run_everything()
    assert told(owner) == [("Read received report files has failed and is not tried again by itself.", "/dmarc/files/")]
    assert told(admin) == [
        (
            "Read received report files has failed as often as it may; retry or discard it.",
            f"/admin/jobs/{run.public_id}/",
        )
    ]


def test_a_sensor_that_only_warns_is_mailed_to_nobody(someone):
    root = someone()
    with system_actor("test"):
        report_change(sensor="database", before="ok", after="warn", text="Slow.")
        report_change(sensor="mail.waiting", before="warn", after="bad", text="Slower.")
    told(root)
    assert [(n.about, n.mailed_at is not None) for n in root.notices()] == [("mail.waiting", True), ("database", False)]
    with system_actor("test"):
        report_change(sensor="database", before="warn", after="bad", text="Gone.")
    told(root)
    assert [(n.about, n.mailed_at is not None) for n in root.notices()] == [("mail.waiting", True), ("database", True)]


def test_what_is_told_is_plain_json(someone):
    root = someone()
    with system_actor("test"):
        report_change(sensor="database", before="ok", after="warn", text="Slow.")
    run_everything()
    assert orjson.loads(orjson.dumps(root.notices()[0].facts)) == {
        "kind": "vitals.worse",
        "sensor": "database",
        "level": "warn",
        "text": "Slow.",
    }
