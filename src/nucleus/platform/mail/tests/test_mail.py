"""Mails leave after the commit, once, over real SMTP or into a file; what cannot be sent is not lost."""

from __future__ import annotations

import email
import email.policy
import os
import stat
from base64 import b64encode
from io import BytesIO

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from PIL import Image

from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Invalid
from nucleus.platform.branding.commands import add_picture, begin_theme, publish_theme
from nucleus.platform.jobs.models import JobRun, State
from nucleus.platform.jobs.worker import run_everything
from nucleus.platform.mail.models import MailState, OutgoingMail
from nucleus.platform.mail.sending import Message, Templated, send_mail
from nucleus.platform.mail.servers import Server, ServerUnclear
from nucleus.platform.mail.transport import server

HELLO = Message("Hello ✓", "Text\n.dot line\nénd\n", "<p>Text</p>", reply_to="help@northgate.test")


class Inbox:
    """The handler of the real server: keeps what comes, refuses what it is told to."""

    def __init__(self):
        self.messages = []
        self.answers = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the library calls it so
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - as above
        self.messages.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


class PlainController(Controller):
    """On a port that the system gives."""

    def __init__(self, handler, **options):
        self.options = options
        super().__init__(handler, hostname="127.0.0.1", port=0)

    def factory(self):
        return SMTP(self.handler, hostname="test", **self.options)

    def _trigger_server(self):
        """The port is known only now: nothing to greet before."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def inbox(monkeypatch):
    handler = Inbox()
    controller = PlainController(handler)
    controller.start()
    monkeypatch.setenv("NUCLEUS_MAIL_URL", f"smtp://127.0.0.1:{controller.port}")
    yield handler
    controller.stop()


@pytest.fixture(autouse=True)
def folder(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("NUCLEUS_MAIL_URL", "")
    monkeypatch.setenv("NUCLEUS_MAIL_FROM", "nucleus@company.test")
    return tmp_path / "mail"


def hand_in(cast, message=HELLO, to="anna@harbour.test"):
    with cast.acting("northgate"):
        return send_mail(to, message, organization=cast.northgate)


def row():
    with system_actor("test"):
        return OutgoingMail.objects.get()


def try_again():
    DBTaskResult.objects.filter(status="READY").update(run_after="2020-01-01T00:00:00Z")
    return run_everything()


def test_leaves_over_smtp(cast, inbox):
    mail = hand_in(cast)
    assert inbox.messages == []
    run_everything()
    (message,) = inbox.messages
    assert {k: message[k] for k in ("To", "From", "Subject", "Reply-To", "Message-ID", "Auto-Submitted")} == {
        "To": "anna@harbour.test",
        "From": "nucleus@company.test",
        "Subject": "Hello ✓",
        "Reply-To": "help@northgate.test",
        "Message-ID": f"<{mail.public_id}@company.test>",
        "Auto-Submitted": "auto-generated",
    }
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == f"Nucleus\n\n{HELLO.text}"
    assert HELLO.html in message.get_body(("html",)).get_content()
    assert (row().state, row().error) == (MailState.SENT, "")


def test_a_logo_leaves_over_smtp_within_the_mail(cast, inbox):
    picture = BytesIO()
    Image.new("RGB", (100, 40), "#d9480f").save(picture, "PNG")
    with system_actor("test"):
        theme = begin_theme(organization=cast.northgate, kind="theme")
        theme = add_picture(theme=theme, key="logo", content=b64encode(picture.getvalue()).decode())
        publish_theme(theme=theme)
    hand_in(cast)
    run_everything()
    (message,) = inbox.messages
    assert message.get_body(("plain",)).get_content().endswith("Text\r\n.dot line\r\nénd\r\n")
    (shown,) = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert shown["Content-ID"].strip("<>") in message.get_body(("html",)).get_content()
    with Image.open(BytesIO(shown.get_content())) as found:
        assert (found.size, found.getpixel((0, 0))) == ((100, 40), (0xD9, 0x48, 0x0F, 255))


def test_a_rolled_back_mail_never_leaves(cast, inbox):
    with pytest.raises(RuntimeError), transaction.atomic():
        hand_in(cast)
        raise RuntimeError
    run_everything()
    with system_actor("test"):
        assert (inbox.messages, OutgoingMail.objects.count()) == ([], 0)


def test_without_a_server_it_is_kept_as_a_file(cast, folder):
    mail = hand_in(cast)
    run_everything()
    (path,) = folder.iterdir()
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert (path.name, message["Subject"]) == (f"{mail.created_at:%Y%m%dT%H%M%S}-{mail.public_id}.eml", "Hello ✓")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert row().state == MailState.KEPT


def test_a_passing_refusal_is_tried_again(cast, inbox):
    inbox.answers = ["451 try later", "451 try later"]
    hand_in(cast)
    run_everything()
    assert (row().state, row().error[:24], len(inbox.messages)) == (MailState.WAITING, "SMTPRecipientsRefused: {", 0)
    try_again()
    try_again()
    assert (row().state, row().error, len(inbox.messages)) == (MailState.SENT, "", 1)


def test_a_refusal_for_good_is_not(cast, inbox):
    inbox.answers = ["550 no such user"]
    hand_in(cast)
    run_everything()
    assert try_again() == 0
    assert (row().state, inbox.messages) == (MailState.FAILED, [])


def test_a_server_that_is_down_costs_nothing(cast, inbox, monkeypatch):
    there = os.environ["NUCLEUS_MAIL_URL"]
    monkeypatch.setenv("NUCLEUS_MAIL_URL", "smtp://127.0.0.1:9")
    hand_in(cast)
    run_everything()
    assert row().state == MailState.WAITING
    for _ in range(8):
        try_again()
    with system_actor("test"):
        run = JobRun.objects.get()
    assert (run.state, row().state) == (State.DEAD, MailState.WAITING)
    monkeypatch.setenv("NUCLEUS_MAIL_URL", there)
    with system_actor("test"):
        from nucleus.platform.jobs.commands import retry_job

        retry_job(run=run)
    run_everything()
    assert (row().state, len(inbox.messages)) == (MailState.SENT, 1)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_signs_in_where_the_server_asks(cast, monkeypatch):
    seen = []

    def check(server, session, envelope, mechanism, data):
        seen.append((data.login, data.password))
        return AuthResult(success=data.password == b"p@ss word", handled=False)

    inbox = Inbox()
    controller = PlainController(inbox, authenticator=check, auth_required=True, auth_require_tls=False)
    controller.start()
    try:
        monkeypatch.setenv("NUCLEUS_MAIL_URL", f"smtp://user:wrong@127.0.0.1:{controller.port}")
        hand_in(cast)
        run_everything()
        assert (row().state, "wrong" in row().error) == (MailState.WAITING, False)
        monkeypatch.setenv("NUCLEUS_MAIL_URL", f"smtp://user:p%40ss%20word@127.0.0.1:{controller.port}")
        try_again()
    finally:
        controller.stop()
    assert (row().state, seen[-1]) == (MailState.SENT, (b"user", b"p@ss word"))


@pytest.mark.parametrize(
    ("to", "message", "field"),
    [
        ("a@b.test\nBcc: c@d.test", Message("s", "t"), "to"),
        ("a@b.test, c@d.test", Message("s", "t"), "to"),
        ("nobody", Message("s", "t"), "to"),
        ("", Message("s", "t"), "to"),
        ("a@b.test", Message("s\nBcc: c@d.test", "t"), "subject"),
        ("a@b.test", Message("s\r\n\r\nbody", "t"), "subject"),
        ("a@b.test", Message("s\x00", "t"), "subject"),
        ("a@b.test", Message("  ", "t"), "subject"),
        ("a@b.test", Message("s" * 201, "t"), "subject"),
        ("a@b.test", Message("s", "t", reply_to="x@y.test\nCc: c@d.test"), "reply_to"),
        ("a@b.test", Message("s", "t", sender="x@y.test\r\nCc: c@d.test"), "from"),
    ],
)
def test_headers_cannot_be_smuggled_in(cast, to, message, field):
    with pytest.raises(Invalid) as refusal:
        hand_in(cast, message, to)
    assert list(refusal.value.errors) == [field]


def test_template_with_its_subject_on_the_first_line(cast, tmp_path, settings):
    (tmp_path / "hello.txt").write_text("Hello {{ name }}\n\nDear {{ name }},\n")
    (tmp_path / "hello.html").write_text("<p>{{ name }}</p>")
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [tmp_path]}]
    message = Templated("hello", {"name": "Anna <b>"}).render()
    assert (message.subject, message.html) == ("Hello Anna <b>", "<p>Anna &lt;b&gt;</p>")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", None),
        ("smtp://mail.test", Server("mail.test", 25)),
        ("smtp+tls://mail.test", Server("mail.test", 587, tls=True)),
        ("smtps://u%40x:p%2F@mail.test:4465", Server("mail.test", 4465, "u@x", "p/", ssl=True)),
    ],
)
@pytest.mark.django_db
def test_server_address(monkeypatch, url, expected):
    monkeypatch.setenv("NUCLEUS_MAIL_URL", url)
    assert server() == expected


@pytest.mark.parametrize("url", ["http://mail.test", "smtp://", "smtp://mail.test:port", "mail.test"])
def test_unclear_server_address(monkeypatch, url):
    monkeypatch.setenv("NUCLEUS_MAIL_URL", url)
    with pytest.raises(ServerUnclear):
        server()


def test_the_text_is_encrypted_and_the_repr_of_a_server_has_no_password(cast):
    hand_in(cast)
    with system_actor("test"):
        assert str(OutgoingMail.objects.values_list("text", flat=True).get()) == "***"
        assert OutgoingMail.objects.get().text == f"Nucleus\n\n{HELLO.text}"
    assert repr(Server("h", 1, "u", "secret")) == "<server h:1>"


def test_sender_and_answers_follow_the_settings(cast, inbox, monkeypatch, set_settings):
    monkeypatch.delenv("NUCLEUS_MAIL_FROM")
    set_settings({"mail.sender": "desk@company.test", "mail.sender_name": 'Désk, "One"'})
    set_settings({"mail.reply_to": "help@northgate.test"}, cast.actor("northgate", "settings.change"))
    hand_in(cast)
    run_everything()
    (message,) = inbox.messages
    (sender,) = message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ('Désk, "One"', "desk@company.test")
    assert message["Reply-To"] == "help@northgate.test"
