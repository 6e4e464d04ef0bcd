"""Canaries beyond the pages: exports in every format, mails, log lines, and what a process keeps between requests."""

from __future__ import annotations

import io
import logging
import zipfile

import pytest
from django.core.cache import caches
from django.db import transaction

from nucleus.kernel.actor import system_actor
from nucleus.kernel.registry import registry
from nucleus.operations.monitoring.logs import configure
from nucleus.platform.api.tables import holes
from nucleus.platform.branding.models import Design
from nucleus.platform.formats.catalogue import FORMATS
from nucleus.platform.jobs.worker import run_everything
from nucleus.platform.mail.models import OutgoingMail
from nucleus.platform.mail.sending import Message, send_mail
from nucleus.platform.mail.tests.test_mail import inbox  # noqa: F401 - the real SMTP server of the mail tests
from tests.cast import TREE
from tests.matrix.canaries import TOKEN, token, told
from tests.matrix.relations import SEATS
from tests.matrix.routes import PUBLIC, rules
from tests.matrix.seats import seat_at, seats_of
from tests.matrix.test_routes import PARAMETER, foreign, may_show

FULL = {"company": "administrator", "distributor": "owner", "partner": "owner", "customer": "owner"}
"""The role of each tier that sees most."""

PEERS = {"partner": ("northgate", "kestrel", "delta"), "customer": ("harbour", "bakery", "clinic", "mill")}
"""Organizations of one tier: whatever is kept under too small a key, they share."""


NAMED = {"organization": "tree.Organization", "domain": "domains.Domain", "report": "reports.Report"}
"""The model of what a list's address names."""


def strange(text, slug):
    """Canaries in a text that somebody at the organization may not see."""
    tier = TREE[slug][0]
    return {
        other: kept
        for other, fields in told(text).items()
        if (kept := {f for f in fields if not may_show(f, tier, other, seat=slug)})
    }


def body_of(answer):
    """All text of an answer; a workbook is unpacked."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())


def lists(ground):
    """Addresses of every list in every format: of the page and of the API, on each organization's things it names."""
    for name in sorted(registry.resources):
        table = registry.resources[name]
        for address, parameter in ((table.page, "export"), (table.api, "format")):
            named = holes(address) if address else ()
            for slug in (TREE if named else ["nucleus"]) if address else ():
                at = address.format(**{hole: ground.of(NAMED[hole], slug).public_id for hole in named})
                yield from (f"{at}?{parameter}={kind}" for kind in FORMATS)


@pytest.mark.parametrize("tier", SEATS)
def test_exports_in_every_format_show_nothing_of_others(tier, ground):
    seat = next(s for s in seats_of(tier, ground.organizations) if s.role == f"{tier}.{FULL[tier]}")
    leaks, statuses, own = [], {}, set()
    for address in lists(ground):
        answer = seat.fresh().get(address)
        statuses.setdefault(answer.status_code, set()).add(address.partition("?")[0])
        text = body_of(answer)
        leaks += [f"{address}: {found}"] if (found := foreign(text, tier)) else []
        if SEATS[tier] in told(text):
            own.add(address.rpartition("=")[2])
    assert leaks == []
    assert own == set(FORMATS), "no export of a format showed the own rows: the test looks past them"
    assert set(statuses) <= {200, 403, 404}
    assert len(statuses[200]) >= 10


PUBLISHED = Design._meta.get_field("published")


def test_mails_carry_what_their_reader_may_see(ground, inbox, settings, log_lines):  # noqa: F811 - the fixture
    settings.MAIL_FROM = "house@company.test"
    readers = {f"reader@{slug}.test": slug for slug in TREE}
    for address, slug in readers.items():
        with system_actor("test"):
            send_mail(address, Message("Hello", "Text\n"), organization=ground.organizations[slug])
    run_everything()
    assert sorted(m["To"] for m in inbox.messages) == sorted(readers)
    texts = {
        readers[m["To"]]: "\n".join(p.get_content() for p in m.walk() if not p.is_multipart()) for m in inbox.messages
    }
    with system_actor("test"):
        stored = {readers[m.recipient]: m for m in OutgoingMail.objects.filter(recipient__in=readers)}
    texts = {slug: f"{text}\n{stored[slug].text}\n{stored[slug].html}" for slug, text in texts.items()}
    assert {slug: strange(text, slug) for slug, text in texts.items()} == {slug: {} for slug in TREE}
    assert token("northgate", Design, PUBLISHED) in texts["harbour"]
    assert token("kestrel", Design, PUBLISHED) in texts["clinic"]
    assert told(log_lines()) == {}


@pytest.fixture
def log_lines(capsys):
    """The house's own logging, written where the test reads it: `log_lines()` is what came since the last call."""
    configure("DEBUG")
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # the test's own SMTP server, no part of the house
    yield lambda: capsys.readouterr().err
    with capsys.disabled():
        configure()


@pytest.mark.parametrize("tier", SEATS)
def test_log_lines_carry_ids_and_no_text_of_a_tenant(tier, ground, log_lines):
    seat = next(s for s in seats_of(tier, ground.organizations) if s.role == f"{tier}.{FULL[tier]}")
    told_of, lines = [], 0
    for rule in rules():
        public_id = ground.of(rule.model, SEATS[tier]).public_id if rule.model else "nothing"
        address = "/" + PARAMETER.sub(public_id, rule.route)
        options = {"content_type": "application/json"} if rule.is_api and rule.method != "GET" else {}
        with transaction.atomic():
            seat.fresh().raise_request_exception = False
            answer = getattr(seat.client, rule.method.lower())(address, **options)
            body_of(answer)
            transaction.set_rollback(True)
        text = log_lines()
        lines += text.count("\n")
        told_of += [f"{rule.method} {address}: {found}"] if (found := told(text)) else []
    assert told_of == []
    assert lines > 20, "nothing was logged: the test looks past the lines"


def asked_for():
    """Addresses of the pages and calls that name nothing, for which every organization gets an answer of its own."""
    return [
        "/" + r.route for r in rules() if r.method == "GET" and not r.model and r.who != PUBLIC and "<" not in r.route
    ]


@pytest.mark.parametrize("tier", PEERS)
def test_nothing_that_is_kept_between_requests_reaches_another(tier, ground):
    seats = {slug: seat_at(tier, FULL[tier], ground.organizations[slug]) for slug in PEERS[tier]}
    leaks, own = [], dict.fromkeys(seats, 0)
    for address in asked_for():
        for slug in (*seats, *reversed(seats)):  # each after each other, and once more when everything is kept
            text = body_of(seats[slug].fresh().get(address))
            own[slug] += slug in told(text)
            leaks += [f"{address} as {slug}: {found}"] if (found := strange(text, slug)) else []
    assert leaks == []
    assert min(own.values()) > 10, own
    kept = {name: TOKEN.findall(repr(getattr(caches[name], "_cache", {}))) for name in caches.settings}
    assert kept == {name: [] for name in caches.settings}
