"""Every setting acts: with one value the house does this, with another that. A setting without a line here fails."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory

from nucleus.dmarc.intake.jobs import sweep_folders
from nucleus.dmarc.intake.models import Folder, Message
from nucleus.dmarc.reports.enrichment import data_day, look_again
from nucleus.dmarc.reports.sensors import data_age
from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Throttled
from nucleus.kernel.notices import GROUPS
from nucleus.kernel.registry import registry
from nucleus.operations.oversight.jobs import forget as forget_journal
from nucleus.operations.vitals import counting
from nucleus.operations.vitals.jobs import forget as forget_vitals
from nucleus.operations.vitals.models import LogLine, Tally
from nucleus.platform.accounts.attempts import begin_attempt, finish_attempt
from nucleus.platform.accounts.jobs import forget_old
from nucleus.platform.accounts.models import Attempt, Membership, Session, User
from nucleus.platform.accounts.passwords import MixedValidator
from nucleus.platform.accounts.sessions import read_session, start_session
from nucleus.platform.gate.models import Outbox
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.jobs import prune
from nucleus.platform.jobs.models import JobRun, State
from nucleus.platform.journal.models import Entry
from nucleus.platform.languages.effect import speech_of
from nucleus.platform.limits.middleware import counters
from nucleus.platform.mail.links import page_address
from nucleus.platform.mail.models import OutgoingMail
from nucleus.platform.mail.sending import Message as Letter
from nucleus.platform.mail.sending import send_mail
from nucleus.platform.mail.transport import compose, server
from nucleus.platform.notices.choices import default_choice
from nucleus.platform.notices.jobs import prune as prune_notices
from nucleus.platform.notices.models import Notice

DAY = dt.timedelta(days=1)
SERIAL = itertools.count()


@dataclass
class Ground:
    """What an effect is looked at with."""

    cast: Any
    signed: Callable[..., Client]
    monkeypatch: pytest.MonkeyPatch
    folder: Any
    set: Callable[..., None]

    def person(self, *, superadmin: bool = False) -> User:
        user = User(email=f"p{next(SERIAL)}@example.test", name="P", is_superadmin=superadmin)
        user.save()
        return user


def calls(client: Client) -> int:
    """How many of 15 calls of the API are answered before one is refused."""
    counters().clear()
    return [client.get("/api/crm/organizations").status_code != 429 for _ in range(15)].count(True)


def calls_of_session(ground: Ground) -> int:
    return calls(ground.signed("northgate", "organizations.view"))


def calls_of_strangers(_ground: Ground) -> int:
    return calls(Client())


def kept(model: Any, make: Callable[[dt.datetime], None], forget: Callable[[], Any]) -> int:
    """How many of two rows, one of today and one of forty days ago, are left after the job."""
    with system_actor("test"):
        make(now())
        make(now() - 40 * DAY)
        forget()
        return int(model.objects.count())


def runs(ground: Ground) -> int:
    def make(at: dt.datetime) -> None:
        JobRun(organization=ground.cast.nucleus, name="x", label="x", state=State.DONE, finished_at=at).save()

    return kept(JobRun, make, prune)


def events(ground: Ground) -> int:
    def make(at: dt.datetime) -> None:
        Outbox.objects.bulk_create([Outbox(organization=ground.cast.nucleus, name="x", payload={}, relayed_at=at)])

    with system_actor("test"):
        before = Outbox.objects.count()
    return kept(Outbox, make, prune) - before


def journal(ground: Ground) -> int:
    def make(at: dt.datetime) -> None:
        facts = {"detail": "dmarc", "act": "view", "subject": "x", "reader_label": "x", "door": "page"}
        Entry(organization=ground.cast.nucleus, at=at, **facts).save()

    return kept(Entry, make, forget_journal)


def notices(ground: Ground) -> int:
    person, kind = ground.person(), next(iter(registry.notices))

    def make(at: dt.datetime) -> None:
        Notice(organization=ground.cast.harbour, recipient=person, kind=kind, group="work", about=str(at), at=at).save()

    return kept(Notice, make, prune_notices)


def log_lines(_ground: Ground) -> int:
    def make(at: dt.datetime) -> None:
        LogLine.objects.create(public_id=f"LOG-{next(SERIAL)}", at=at, level="info", logger="x", event="x")

    return kept(LogLine, make, forget_vitals)


def tallies(_ground: Ground) -> int:
    def make(at: dt.datetime) -> None:
        Tally.objects.create(hour=at, kind="x", name=str(next(SERIAL)))

    return kept(Tally, make, forget_vitals)


def attempts(_ground: Ground) -> int:
    def make(at: dt.datetime) -> None:
        row = Attempt.objects.create(account_hash="x", network="x")
        Attempt.objects.filter(pk=row.pk).update(at=at)

    return kept(Attempt, make, forget_old)


def ended_sessions(ground: Ground) -> int:
    def make(at: dt.datetime) -> None:
        session, _token = start_session(ground.person(), None, address="127.0.0.1", agent="test")
        Session.objects.filter(pk=session.pk).update(ends_at=at)

    return kept(Session, make, forget_old)


def uploaded(ground: Ground, *sizes: int) -> int:
    """How many files of these sizes in kB are taken from one upload."""
    contents = [f"<x n='{next(SERIAL)}'/>".encode().ljust(size * 1000) for size in sizes]
    files = [SimpleUploadedFile(f"f{n}.xml", content) for n, content in enumerate(contents)]
    ground.signed("harbour", role="owner").post("/dmarc/upload/", {"files": files})
    with system_actor("test"):
        return int(Message.objects.count())


def speech(ground: Ground) -> tuple[str, str]:
    found = speech_of(place=ground.cast.northgate.place)
    return found.language, found.zone


def letter(ground: Ground) -> tuple[str, str, str]:
    with system_actor("test"):
        send_mail("to@x.example", Letter("Subject", "Text", ""), organization=ground.cast.northgate)
        mail = OutgoingMail.objects.latest("pk")
        return compose(mail).from_email, mail.reply_to, mail.sender


def tries(ground: Ground, network: str = "192.0.2.1", email: str = "") -> int:
    """How many failed tries out of eight are let through."""
    for done in range(8):
        try:
            attempt = begin_attempt(email or f"a{next(SERIAL)}@x.example", network, "test")
        except Throttled:
            return done
        finish_attempt(attempt, None, succeeded=False)
    return 8


def after_ten_minutes(ground: Ground) -> int:
    """How many tries are let through ten minutes after the account was closed."""
    assert tries(ground, email="same@x.example") == 5
    with time_machine.travel(now() + dt.timedelta(minutes=10), tick=False):
        return tries(ground, email="same@x.example")


def lives(*, hours: float, steps: int, superadmin: bool = False) -> Callable[[Ground], bool]:
    """Whether a session is there after so many hours in which it was used at every step."""

    def look(ground: Ground) -> bool:
        with system_actor("test"):
            user = ground.person(superadmin=superadmin)
            member = None
            if not superadmin:
                member = Membership(organization=ground.cast.northgate, user=user, roles=[])
                member.save()
            session, token = start_session(user, member, address="127.0.0.1", agent="test")
        start = now()
        for step in range(1, steps + 1):
            with time_machine.travel(start + dt.timedelta(hours=hours) * step / steps, tick=False):
                if read_session(token) is None:
                    return False
                Session.objects.filter(pk=session.pk).update(last_seen=now())
        return True

    return look


def takes(password: str) -> Callable[[Ground], bool]:
    def look(_ground: Ground) -> bool:
        try:
            MixedValidator().validate(password)
        except ValidationError:
            return False
        return True

    return look


def is_slow(ground: Ground) -> bool:
    """Whether an answer after half a second leaves a line."""
    moments = iter((0.0, 0.5))
    ground.monkeypatch.setattr(counting.time, "perf_counter", lambda: next(moments))
    request = RequestFactory().get("/")
    request.resolver_match = None
    said = structlog.testing.CapturingLogger()
    ground.monkeypatch.setattr(counting, "log", said)  # its own may be bound already, out of reach of a capture
    counting.CountingMiddleware(lambda _request: HttpResponse())(request)
    ground.monkeypatch.undo()
    return [call.args for call in said.calls] == [("request.slow",)]


def address_data(_ground: Ground) -> str:
    look_again()
    day = data_day()
    if day is None:
        pytest.skip("the address data is not fetched")
    with time_machine.travel(dt.datetime.combine(day, dt.time(12)) + 40 * DAY):
        return str(data_age.function().level)


def notice(hour: int, **also: Any) -> Callable[[Ground], str]:
    """When a notice of that hour (UTC) on Monday 2 March 2026 is mailed to somebody who chose nothing."""

    def look(ground: Ground) -> str:
        ground.set({f"notices.{key}": value for key, value in also.items()})
        kind = next(kind for _name, kind in registry.notices.items() if not kind.urgent)
        moment = dt.datetime(2026, 3, 2, hour, tzinfo=dt.UTC)
        return f"{default_choice(ground.cast.northgate.place).mail_at(kind, moment, 'UTC'):%a %H:%M}"

    return look


def mailed(group: str) -> tuple[Callable[[Ground], bool], dict[Any, Any]]:
    """Whether notices of the group are mailed."""
    look = lambda ground: default_choice(ground.cast.northgate.place).channels[group][1]  # noqa: E731 - one of a table
    return look, {True: True, False: False}


def swept(ground: Ground) -> bool:
    """Whether a folder that was looked into five minutes ago is looked into again."""
    then = now() - dt.timedelta(minutes=5)
    with system_actor("test"):
        folder = Folder(organization=ground.cast.harbour, path=str(ground.folder), swept_at=then)
        with write_transaction():
            folder.save()
        sweep_folders()
        return bool(Folder.objects.get(pk=folder.pk).swept_at > then)


EFFECTS: dict[str, tuple[Callable[[Ground], Any], dict[Any, Any]]] = {
    "api.calls_of_session": (calls_of_session, {10: 10, 12: 12}),
    "api.calls_of_network": (calls_of_session, {11: 11, 13: 13}),
    "api.calls_of_strangers": (calls_of_strangers, {10: 10, 14: 14}),
    "jobs.keep_runs": (runs, {30: 1, 50: 2}),
    "jobs.keep_events": (events, {30: 1, 50: 2}),
    "journal.days": (journal, {30: 1, 50: 2}),
    "vitals.log_days": (log_lines, {30: 1, 50: 2}),
    "vitals.statistics_days": (tallies, {31: 1, 50: 2}),
    "retention.attempts": (attempts, {30: 1, 50: 2}),
    "retention.sessions": (ended_sessions, {30: 1, 50: 2}),
    "vitals.slow_milliseconds": (is_slow, {400: True, 600: False}),
    "uploads.largest_file": (lambda g: uploaded(g, 1500, 10), {1: 1, 2: 2}),
    "uploads.largest_request": (lambda g: uploaded(g, 700, 700), {1: 1, 2: 2}),
    "uploads.most_files": (lambda g: uploaded(g, 1, 1, 1), {2: 2, 5: 3}),
    "localisation.language": (lambda g: speech(g)[0], {"en": "en", "nl": "nl"}),
    "localisation.time_zone": (lambda g: speech(g)[1], {"UTC": "UTC", "Asia/Tokyo": "Asia/Tokyo"}),
    "mail.sender": (lambda g: letter(g)[2], {"": "no-reply@localhost", "us@x.example": "us@x.example"}),
    "mail.sender_name": (lambda g: letter(g)[0].partition(" <")[0], {"Us": "Us", "Them": "Them"}),
    "mail.reply_to": (lambda g: letter(g)[1], {"": "", "desk@x.example": "desk@x.example"}),
    "mail.server": (
        lambda g: (found := server()) and found.host,
        {"smtp://one.example:25": "one.example", "smtp+tls://two.example:587": "two.example"},
    ),
    "signin.tries": (lambda g: tries(g, email="one@x.example"), {3: 3, 6: 6}),
    "signin.tries_of_network": (tries, {5: 5, 7: 7}),
    "signin.window": (after_ten_minutes, {5: 5, 15: 0}),
    "sessions.idle": (lives(hours=2, steps=1), {60: False, 180: True}),
    "sessions.lifetime": (lives(hours=30, steps=4), {24: False, 48: True}),
    "sessions.admin_idle": (lives(hours=1, steps=1, superadmin=True), {30: False, 90: True}),
    "sessions.admin_lifetime": (lives(hours=4, steps=16, superadmin=True), {2: False, 6: True}),
    "passwords.shortest": (takes("Abcdefg123"), {10: True, 11: False}),
    "passwords.mixed": (takes("abcdefghij"), {True: False, False: True}),
    "passwords.long": (takes("abcdefghijklmn"), {14: True, 15: False}),
    "enrichment.old_after_days": (address_data, {30: "warn", 50: "ok"}),
    **{f"notices.mail_{group}": mailed(group) for group in GROUPS},
    "notices.timing": (notice(10), {"now": "Mon 10:00", "daily": "Tue 08:00"}),
    "notices.digest_hour": (notice(10, timing="daily"), {9: "Tue 09:00", 15: "Mon 15:00"}),
    "notices.digest_day": (notice(10, timing="weekly"), {"3": "Wed 08:00", "5": "Fri 08:00"}),
    "notices.quiet": (notice(21), {False: "Mon 21:00", True: "Tue 07:00"}),
    "notices.quiet_from": (notice(21, quiet=True), {"20:30": "Tue 07:00", "22:00": "Mon 21:00"}),
    "notices.quiet_to": (notice(21, quiet=True), {"05:00": "Tue 05:00", "06:30": "Tue 06:30"}),
    "notices.quiet_days": (notice(21, quiet=True), {"12345": "Tue 07:00", "67": "Mon 21:00"}),
    "notices.keep": (notices, {30: 1, 50: 2}),
    "mail.links": (
        lambda _ground: page_address("/x/"),
        {"https://a.example": "https://a.example/x/", "https://b.example": "https://b.example/x/"},
    ),
    "dmarc.folder_interval": (swept, {2: True, 60: False}),
}
"""Setting: how its effect is looked at, and what is seen with each of two values."""


ELSEWHERE = {
    "notices.most_per_hour": ("notices/tests/test_delivery.py", "test_no_storm_what_is_too_much_waits_for_the_summary"),
}
"""Settings whose effect a test of their own room shows, with more around it than fits here."""


@pytest.fixture
def ground(cast, signed, monkeypatch, settings, tmp_path, set_settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "watched").mkdir()
    return Ground(cast, signed, monkeypatch, tmp_path / "watched", set_settings)


def test_every_setting_has_its_effect_here():
    assert set(registry.settings) == {*EFFECTS, *ELSEWHERE}


@pytest.mark.parametrize("key", ELSEWHERE)
def test_the_test_elsewhere_changes_the_setting(key):
    file, name = ELSEWHERE[key]
    source = (Path(__file__).parents[2] / file).read_text()
    body = source.partition(f"def {name}(")[2].partition("\ndef ")[0]
    assert f'set_settings({{"{key}"' in body


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, (_look, seen) in EFFECTS.items() for value in seen])
def test_a_setting_acts(key, value, ground, set_settings):
    look, seen = EFFECTS[key]
    assert len(set(map(str, seen.values()))) == 2, "two values that look the same show nothing"
    set_settings({key: value})
    assert look(ground) == seen[value]
