"""Secrets: unreadable in the database, bound to their place, readable through every rotation."""

from __future__ import annotations

import datetime as dt
import io
import stat

import orjson
import pytest
import time_machine
from django.core.exceptions import FieldError
from django.db import connection

from nucleus.kernel.actor import system_actor
from nucleus.platform.audit.models import Line
from nucleus.platform.gate.command import Command
from nucleus.platform.mail.models import OutgoingMail
from nucleus.platform.vault import keyring, master, rotation
from nucleus.platform.vault.errors import CiphertextRefused, MasterKeyUnusable, VaultError
from nucleus.platform.vault.fields import Revealed, Sealed
from nucleus.platform.vault.models import DataKey
from nucleus.platform.vault.rotation import rotate, rotate_command

SECRET = "open sesame ✓"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    forget()
    yield tmp_path
    forget()


def forget():
    """As a new process would start."""
    keyring._stored.cache_clear()
    keyring._opened.cache_clear()


@pytest.fixture
def mail(cast):
    with system_actor("test"):
        made = OutgoingMail(
            organization=cast.harbour, recipient="a@b.test", sender="c@d.test", subject="s", text=SECRET
        )
        made.save()
    return made


def stored(mail, column="text"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM mail_outgoingmail WHERE id = %s", [mail.pk])
        return cursor.fetchone()[0]


def put(mail, token):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mail_outgoingmail SET text = %s WHERE id = %s", [token, mail.pk])


def again(mail):
    with system_actor("test"):
        return OutgoingMail.objects.get(pk=mail.pk)


def test_goes_in_and_comes_out_and_is_unreadable_between(mail):
    assert again(mail).text == SECRET
    assert stored(mail).startswith(f"v1.{DataKey.objects.get().key_id}.")
    assert "sesame" not in stored(mail)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the dump of SQLite")
def test_nothing_is_readable_in_a_dump(mail):
    again(mail)
    with connection.cursor() as cursor:  # what is searched lies in shadow tables; the table itself cannot be scanned
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        tables = [name for (name,) in cursor.fetchall()]
        dump = ""
        for name in tables:
            cursor.execute(f'SELECT * FROM "{name}"')
            dump += "\n".join(str(row) for row in cursor.fetchall())
    assert mail.public_id in dump
    assert "sesame" not in dump


def test_equal_secrets_look_different(cast, mail):
    with system_actor("test"):
        other = OutgoingMail(
            organization=cast.harbour, recipient="a@b.test", sender="c@d.test", subject="s", text=SECRET
        )
        other.save()
    assert stored(mail).rpartition(".")[2] != stored(other).rpartition(".")[2]


def test_the_master_key_file_is_for_this_user_only(mail, folder):
    file = folder / "master.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o640)
    forget()
    with pytest.raises(MasterKeyUnusable, match="open to other users"):
        _ = again(mail).text


def test_a_swapped_row_is_refused(cast, mail):
    with system_actor("test"):
        other = OutgoingMail(
            organization=cast.bakery, recipient="x@b.test", sender="c@d.test", subject="s", text="other"
        )
        other.save()
    put(mail, stored(other))
    with pytest.raises(CiphertextRefused, match=f"mail_outgoingmail.text of {mail.public_id}"):
        _ = again(mail).text


def test_a_swapped_column_is_refused(mail):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mail_outgoingmail SET html = text WHERE id = %s", [mail.pk])
    with pytest.raises(CiphertextRefused):
        _ = again(mail).html


@pytest.mark.parametrize("damage", ["v1.X.", "plain text", "v9.K.abc", "v1..abc", "not.a.token.at.all"])
def test_what_is_no_ciphertext_is_refused(mail, damage):
    put(mail, damage)
    with pytest.raises(VaultError):
        _ = again(mail).text


def test_one_flipped_character_is_refused(mail):
    token = stored(mail)
    put(mail, token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:])
    with pytest.raises(CiphertextRefused):
        _ = again(mail).text


def test_a_wrong_master_key_says_so(mail, folder):
    held = master.require_master().current
    (folder / "master.key").unlink()
    forget()
    with pytest.raises(MasterKeyUnusable, match="is missing"):
        _ = again(mail).text
    master.make_master()
    forget()
    with pytest.raises(MasterKeyUnusable, match=f"encrypted under master key {held}"):
        _ = again(mail).text


def test_a_key_of_the_same_name_that_is_another_says_so(mail, folder):
    held = master.require_master().current
    master.write_master(master.MasterKeys(held, {held: b"x" * 32}))
    forget()
    with pytest.raises(MasterKeyUnusable, match="does not open data key"):
        _ = again(mail).text


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"current": "a", "keys": {"a": "eA=="}}', '{"current": "a", "keys": {}}']
)
def test_a_damaged_key_file_says_so(mail, folder, text):
    (folder / "master.key").write_text(text)
    forget()
    with pytest.raises(MasterKeyUnusable, match="damaged"):
        _ = again(mail).text


def test_rotation_keeps_reading_with_new_keys(mail, folder):
    before, held = stored(mail), master.require_master().current
    loaded = again(mail)
    done = rotate()
    assert (loaded.text, again(mail).text) == (SECRET, SECRET)
    assert done.values == 1
    assert list(master.require_master().keys) == [done.master]
    assert held != done.master
    assert before != stored(mail)
    assert stored(mail).split(".")[1] == done.data_key == DataKey.objects.get(is_current=True).key_id
    forget()
    assert again(mail).text == SECRET


def test_the_command_says_what_was_done(mail):
    out = io.StringIO()
    assert rotate_command(out) == 0
    key = DataKey.objects.get(is_current=True).key_id
    held = master.require_master().current
    said = f"ok: master key {held}, data key {key}, 1 secrets encrypted anew, 0 old data keys removed\n"
    assert out.getvalue() == said


def test_old_data_keys_go_a_day_later(mail):
    rotate()
    assert DataKey.objects.count() == 2
    with time_machine.travel(dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=2)):
        assert rotate().retired == 1
    assert again(mail).text == SECRET


@pytest.mark.parametrize("calls", range(1, 6))
def test_a_rotation_that_is_cut_off_loses_nothing(mail, monkeypatch, calls):
    """Stops before each step in turn."""
    steps = ["write_master", "_rewrap", "write_master", "new_key", "reencrypt"]
    seen = []

    def stop_at(name):
        real = getattr(rotation, name)

        def step(*args):
            seen.append(name)
            if len(seen) == calls:
                raise KeyboardInterrupt
            return real(*args)

        return step

    with monkeypatch.context() as patch:
        for name in set(steps):
            patch.setattr(rotation, name, stop_at(name))
        with pytest.raises(KeyboardInterrupt):
            rotate()
    assert seen == steps[:calls]
    forget()
    assert again(mail).text == SECRET
    rotate()
    forget()
    assert again(mail).text == SECRET


def test_what_is_printed_is_stars(mail):
    with system_actor("test"):
        (value,) = OutgoingMail.objects.filter(pk=mail.pk).values_list("text", flat=True)
    assert (str(value), repr(value), f"{value}") == ("***", "***", "***")
    with pytest.raises(TypeError):
        orjson.dumps(value)


def test_an_unchanged_secret_is_not_encrypted_again(mail):
    token = stored(mail)
    with system_actor("test"):
        row = OutgoingMail.objects.get(pk=mail.pk)
        assert isinstance(row.text, Revealed)
        row.subject = "new"
        row.save()
        assert stored(mail) == token
        row.text = "new secret"
        row.save()
    assert again(mail).text == "new secret"


def test_it_cannot_be_searched_or_written_past_its_row(mail):
    with system_actor("test"):
        assert OutgoingMail.objects.filter(html__isnull=True).count() == 1
        with pytest.raises(FieldError):
            OutgoingMail.objects.filter(text=SECRET).count()
        with pytest.raises(FieldError):
            OutgoingMail.objects.filter(text__contains="sesame").count()
        with pytest.raises(VaultError):
            OutgoingMail.objects.update(text="clear")


def test_the_audit_line_shows_that_it_changed_and_not_what(mail, cast):
    def change(*, mail):
        """Changes both."""
        mail.subject = "new"
        mail.text = "new secret"
        mail.save()

    def keep(*, mail):
        """Changes one."""
        mail.subject = "newer"
        mail.save()

    with system_actor("test"):
        Command(change, "test.change", {"target": "mail"})(mail=OutgoingMail.objects.get())
        Command(keep, "test.keep", {"target": "mail"})(mail=OutgoingMail.objects.get())
        first, second = Line.objects.order_by("id")
    assert first.changes == {"subject": ["s", "new"], "text": ["***", "***"]}
    assert second.changes == {"subject": ["new", "newer"]}


def test_sealed_values_compare_by_their_token():
    assert Sealed("a") == Sealed("a")
    assert Sealed("a") != Sealed("b")
    assert Sealed("a") == Revealed("clear", "a")
    assert Sealed("a") != "a"
    assert len({Sealed("a"), Sealed("a")}) == 1
