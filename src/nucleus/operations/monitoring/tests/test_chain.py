"""The audit trail: sealed without gaps, and every way to tamper with it found with its own verdict."""

from __future__ import annotations

import datetime as dt
import io
import stat

import orjson
import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from nucleus.kernel.actor import system_actor
from nucleus.operations.monitoring import sealing
from nucleus.operations.monitoring.chain import canonical, digest
from nucleus.operations.monitoring.guards import put_up, take_down
from nucleus.operations.monitoring.models import Head
from nucleus.operations.monitoring.sealing import seal_waiting
from nucleus.operations.monitoring.signing import sign_heads, signed_heads
from nucleus.operations.monitoring.verification import Verdict, verify_chain, verify_command
from nucleus.platform.audit.models import Line
from nucleus.platform.gate.command import Command
from nucleus.platform.tree.models import Organization


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return tmp_path


def note(*, organization: Organization, text: str) -> Organization:
    """Does something worth a line."""
    return organization


note_something = Command(note, "test.note", {"target": "organization"})


@pytest.fixture
def lines(cast):
    """Five lines of harbour and three of mill, alternating."""
    with system_actor("test"):
        for number in range(5):
            note_something(organization=cast.harbour, text=f"h{number}")
            if number < 3:
                note_something(organization=cast.mill, text=f"m{number}")
    return cast


@pytest.fixture
def sealed(lines):
    seal_waiting()
    sign_heads()
    return lines


@pytest.fixture
def open_table(sealed):
    """The sealed trail with its guards down: somebody has the database."""
    take_down(connection)
    yield sealed
    put_up(connection)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def verdicts():
    return [(f.verdict, f.organization, f.sequence) for f in verify_chain().findings]


def rows(organization):
    with system_actor("test"):
        return list(Line.objects.filter(organization=organization).order_by("pk"))


def test_each_organization_has_a_gapless_chain_in_order(sealed):
    harbour = rows(sealed.harbour)
    assert [line.sequence for line in harbour] == [1, 2, 3, 4, 5]
    assert [line.changes["text"][1] for line in harbour] == ["h0", "h1", "h2", "h3", "h4"]
    assert [line.previous_hash for line in harbour] == ["", *[line.hash for line in harbour[:-1]]]
    assert [line.sequence for line in rows(sealed.mill)] == [1, 2, 3]
    outcome = verify_chain()
    assert (outcome.ok, outcome.lines, outcome.waiting) == (True, 8, 0)


def test_sealing_twice_changes_nothing(sealed):
    before = [(line.sequence, line.hash) for line in rows(sealed.harbour)]
    assert seal_waiting() == 0
    assert [(line.sequence, line.hash) for line in rows(sealed.harbour)] == before


def test_small_batches_make_the_same_chain(lines, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)
    assert seal_waiting() == 8
    assert verify_chain().ok


def test_a_sealing_that_is_cut_off_leaves_whole_batches(lines, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 3)
    real, seen = sealing._hang, []

    def cut(*args):
        seen.append(args)
        if len(seen) == 5:
            raise KeyboardInterrupt
        real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(sealing, "_hang", cut)
        with pytest.raises(KeyboardInterrupt):
            seal_waiting()
    outcome = verify_chain()
    assert (outcome.ok, outcome.lines, outcome.waiting) == (True, 3, 5)
    assert seal_waiting() == 5
    assert verify_chain().ok


def test_lines_after_the_seal_go_on(sealed):
    with system_actor("test"):
        note_something(organization=sealed.harbour, text="later")
    assert verify_chain().ok
    seal_waiting()
    assert [line.sequence for line in rows(sealed.harbour)] == [1, 2, 3, 4, 5, 6]
    assert verify_chain().ok


def test_altered_content(open_table):
    line = rows(open_table.harbour)[1]
    sql("UPDATE audit_line SET actor_label = 'somebody else' WHERE id = %s", line.pk)
    assert verdicts() == [(Verdict.ALTERED, open_table.harbour.public_id, 2)]


def test_altered_changes(open_table):
    line = rows(open_table.harbour)[2]
    sql("UPDATE audit_line SET changes = %s WHERE id = %s", '{"text": [null, "x"]}', line.pk)
    assert verdicts() == [(Verdict.ALTERED, open_table.harbour.public_id, 3)]


def test_a_line_removed_from_the_middle(open_table):
    sql("DELETE FROM audit_line WHERE id = %s", rows(open_table.harbour)[2].pk)
    assert verdicts() == [(Verdict.MISSING, open_table.harbour.public_id, 3)]


def test_a_removed_tail(open_table):
    gone = rows(open_table.harbour)[3:]
    for line in gone:
        sql("DELETE FROM audit_line WHERE id = %s", line.pk)
    harbour = open_table.harbour.public_id
    assert verdicts() == [(Verdict.MISSING, harbour, 4), (Verdict.MISSING, harbour, 5)]


def test_a_removed_tail_with_its_head_adjusted_is_known_from_outside(open_table):
    third, *gone = rows(open_table.harbour)[2:]
    for line in gone:
        sql("DELETE FROM audit_line WHERE id = %s", line.pk)
    Head.objects.filter(organization=open_table.harbour.pk).update(sequence=3, hash=third.hash)
    assert verdicts() == [(Verdict.MISSING, open_table.harbour.public_id, 5)]


def test_everything_of_one_organization_removed(open_table):
    sql("DELETE FROM audit_line WHERE organization_id = %s", open_table.mill.pk)
    mill = open_table.mill.public_id
    assert verdicts() == [(Verdict.MISSING, mill, 1), (Verdict.MISSING, mill, 3)]


def test_an_inserted_line(open_table):
    second = rows(open_table.harbour)[1]
    sql(
        "UPDATE audit_line SET sequence = sequence + 100 WHERE organization_id = %s AND sequence > 2",
        open_table.harbour.pk,
    )
    sql(
        "UPDATE audit_line SET sequence = sequence - 99 WHERE organization_id = %s AND sequence > 100",
        open_table.harbour.pk,
    )
    with system_actor("test"):
        made = Line(organization=open_table.harbour, action="test.forged", actor_label="x")
        made.save()
    forged = digest(second.hash, open_table.harbour.public_id, 3, {k: getattr(made, k) for k in sealing.CONTENT})
    sql("UPDATE audit_line SET sequence = 3, previous_hash = %s, hash = %s WHERE id = %s", second.hash, forged, made.pk)
    found = verdicts()
    assert found[:2] == [(Verdict.ALTERED, open_table.harbour.public_id, 4)] * 2
    assert {v for v, _o, _s in found} == {Verdict.ALTERED, Verdict.MISMATCH}


def test_reordered_lines(open_table):
    _first, second, third, *_rest = rows(open_table.harbour)
    for line, number in ((second, 103), (third, 2), (second, 3)):
        sql("UPDATE audit_line SET sequence = %s WHERE id = %s", number, line.pk)
    assert verdicts()[0] == (Verdict.ALTERED, open_table.harbour.public_id, 2)
    assert {v for v, _o, _s in verdicts()} == {Verdict.ALTERED}


def test_a_line_moved_to_another_organization(open_table):
    line = rows(open_table.harbour)[4]
    sql("UPDATE audit_line SET organization_id = %s, sequence = 4 WHERE id = %s", open_table.mill.pk, line.pk)
    assert {(v, o) for v, o, _s in verdicts()} == {
        (Verdict.MISSING, open_table.harbour.public_id),
        (Verdict.ALTERED, open_table.mill.public_id),
        (Verdict.MISMATCH, open_table.mill.public_id),
    }


def test_a_chain_rewritten_as_a_whole_does_not_fit_what_was_signed(open_table):
    previous = ""
    for line in rows(open_table.harbour):
        line.actor_label = "somebody else"
        fresh = digest(
            previous, open_table.harbour.public_id, line.sequence, {k: getattr(line, k) for k in sealing.CONTENT}
        )
        sql(
            "UPDATE audit_line SET actor_label = %s, previous_hash = %s, hash = %s WHERE id = %s",
            line.actor_label, previous, fresh, line.pk,
        )  # fmt: skip
        previous = fresh
    Head.objects.filter(organization=open_table.harbour.pk).update(hash=previous)
    assert verdicts() == [(Verdict.MISMATCH, open_table.harbour.public_id, 5)]


def test_a_head_that_is_changed_or_gone(open_table):
    Head.objects.filter(organization=open_table.harbour.pk).update(hash="0" * 64)
    Head.objects.filter(organization=open_table.mill.pk).delete()
    assert sorted(verdicts()) == sorted(
        [
            (Verdict.MISMATCH, open_table.harbour.public_id, 5),
            (Verdict.MISMATCH, open_table.mill.public_id, 3),
        ]
    )


def test_lines_that_wait_too_long_are_a_verdict_of_their_own(lines):
    assert verify_chain().ok
    with time_machine.travel(dt.datetime.now(tz=dt.UTC) + dt.timedelta(minutes=11)):
        found = verdicts()
    assert found == [
        (Verdict.UNCHAINED, o.public_id, 0) for o in sorted((lines.harbour, lines.mill), key=lambda o: o.pk)
    ]


def test_the_command_answers_1_on_anything_but_ok(open_table):
    out = io.StringIO()
    assert verify_command(out) == 0
    assert out.getvalue() == "ok: 8 sealed lines, 0 waiting for their seal\n"
    sql("UPDATE audit_line SET action = 'x' WHERE id = %s", rows(open_table.mill)[0].pk)
    out = io.StringIO()
    assert verify_command(out) == 1
    assert out.getvalue() == (
        f"altered: {open_table.mill.public_id} line 1: its content is not what was sealed\n"
        "1 findings: 8 sealed lines, 0 waiting for their seal\n"
    )


def test_only_moved_heads_are_signed_into_a_chain_of_their_own(sealed, folder):
    assert sign_heads() == 0
    with system_actor("test"):
        note_something(organization=sealed.mill, text="later")
    seal_waiting()
    assert sign_heads() == 1
    assert [(h.organization, h.sequence) for h in signed_heads()] == [
        (sealed.harbour.public_id, 5),
        (sealed.mill.public_id, 3),
        (sealed.mill.public_id, 4),
    ]
    for name in ("audit-heads.log", "audit-signing.key"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("how", ["hash", "signature", "first line gone", "no json", "key gone", "other key"])
def test_a_log_of_heads_that_was_touched_is_found(sealed, folder, how):
    with system_actor("test"):
        note_something(organization=sealed.mill, text="later")
    seal_waiting()
    sign_heads()
    log = folder / "audit-heads.log"
    first, second = log.read_bytes().splitlines()
    body = orjson.loads(second)
    if how == "hash":
        body["heads"][sealed.mill.public_id][1] = "0" * 64
        log.write_bytes(first + b"\n" + orjson.dumps(body) + b"\n")
    elif how == "signature":
        body["signature"] = "AAAA"
        log.write_bytes(first + b"\n" + orjson.dumps(body) + b"\n")
    elif how == "first line gone":
        log.write_bytes(second + b"\n")
    elif how == "no json":
        log.write_bytes(first + b"\n" + second[:-5] + b"\n")
    else:
        (folder / "audit-signing.pub").unlink()
        if how == "other key":
            (folder / "audit-signing.key").unlink()
            sign = __import__("nucleus.operations.monitoring.signing", fromlist=["signing_key"])
            sign.signing_key()
    assert [(v, o) for v, o, _s in verdicts()] == [(Verdict.MISMATCH, "")]


def refused(statement, *values):
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(statement, *values)


def test_the_database_itself_refuses_to_change_or_remove_lines(sealed):
    pk = rows(sealed.harbour)[0].pk
    refused("DELETE FROM audit_line WHERE id = %s", pk)
    refused("UPDATE audit_line SET action = 'x' WHERE id = %s", pk)
    refused("UPDATE audit_line SET hash = 'x' WHERE id = %s", pk)
    refused("UPDATE audit_line SET sequence = NULL WHERE id = %s", pk)
    refused("UPDATE audit_line SET organization_id = %s WHERE id = %s", sealed.mill.pk, pk)
    refused("UPDATE audit_line SET parent_line = 7 WHERE id = %s", pk)
    assert sql("UPDATE audit_line SET partner_id = partner_id WHERE id = %s", pk) == 1
    assert verify_chain().ok


def test_unsealed_lines_are_refused_too(lines):
    pk = rows(lines.harbour)[0].pk
    refused("DELETE FROM audit_line WHERE id = %s", pk)
    refused("UPDATE audit_line SET changes = '{}' WHERE id = %s", pk)


def test_numbers_beyond_64_bits_have_one_form():
    assert canonical({"b": 2**80, "a": "é"}) == b'{"a":"\xc3\xa9","b":1208925819614629174706176}'


@pytest.mark.django_db(transaction=True)
def test_the_guards_stand_again_after_the_database_was_emptied():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        else:
            cursor.execute("SELECT DISTINCT tgname FROM pg_trigger WHERE tgname LIKE 'audit%' ORDER BY tgname")
        names = [row[0] for row in cursor.fetchall()]
    assert names[:2] == ["audit_line_fixed", "audit_line_kept"]


@pytest.mark.django_db(transaction=True)
def test_the_guards_stand_again_after_the_database_was_emptied_once_more():
    test_the_guards_stand_again_after_the_database_was_emptied()
