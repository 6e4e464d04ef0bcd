"""Bytes are kept once, whole, and opened only through a holding in sight."""

from __future__ import annotations

import hashlib
import io
import os
import stat

import pytest
from django.db import transaction

from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import NotVisible, ScopeViolation, TooLarge
from nucleus.platform.files.commands import keep, let_go
from nucleus.platform.files.disk import path_of, root
from nucleus.platform.files.jobs import sweep
from nucleus.platform.files.kinds import kind_of
from nucleus.platform.files.models import Blob, Holding
from nucleus.platform.files.queries import BytesMissing, holding_by_id, open_holding, read_holding, unclaimed_files

DATA = b"<?xml version='1.0'?><feedback/>"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "with space"
    return settings.MEDIA_ROOT


def all_files():
    return sorted(p for p in root().rglob("*") if p.is_file())


def test_the_same_bytes_lie_on_disk_once_and_are_held_once_per_purpose(cast):
    with cast.acting("northgate"):
        first, new = keep(cast.harbour, DATA, name="a.xml", purpose="intake")
        again, new_again = keep(cast.harbour, io.BytesIO(DATA), name="b.xml", purpose="intake")
        other, new_other = keep(cast.harbour, DATA, name="a.xml", purpose="export")
        neighbour, new_neighbour = keep(cast.bakery, DATA, name="a.xml", purpose="intake")
    assert (new, new_again, new_other, new_neighbour) == (True, False, True, True)
    assert first.pk == again.pk
    assert len({first.blob_id, other.blob_id, neighbour.blob_id}) == 1
    assert [p.name for p in all_files()] == [hashlib.sha256(DATA).hexdigest()]
    assert (first.blob.size, first.blob.kind) == (len(DATA), "xml")


def test_files_are_for_this_user_only(cast):
    with cast.acting("harbour"):
        keep(cast.harbour, DATA, name="a.xml", purpose="intake")
    (path,) = all_files()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(p.stat().st_mode) for p in root().rglob("*") if p.is_dir()} == {0o700}


def test_too_much_leaves_nothing(cast):
    with cast.acting("harbour"), pytest.raises(TooLarge):
        keep(cast.harbour, io.BytesIO(b"x" * 1001), name="a", purpose="intake", limit=1000)
    assert all_files() == []


def test_opens_in_sight_only(cast):
    with cast.acting("northgate"):
        holding, _new = keep(cast.harbour, DATA, name="a.xml", purpose="intake")
    for who in ("harbour", "northgate"):
        with cast.acting(who), open_holding(holding_by_id(holding.public_id)) as stream:
            assert stream.read() == DATA
    for who in ("nucleus", "meridian", "kestrel", "bakery"):
        with cast.acting(who):
            with pytest.raises(NotVisible):
                holding_by_id(holding.public_id)
            with pytest.raises(NotVisible):
                open_holding(holding)


def test_nobody_keeps_for_a_stranger(cast):
    with cast.acting("kestrel"), pytest.raises(ScopeViolation), transaction.atomic():
        keep(cast.harbour, DATA, name="a.xml", purpose="intake")


@pytest.mark.parametrize("hash_", ["../../etc/passwd", "", "A" * 64, "a" * 63, "a" * 64 + "\n", "a" * 63 + "/"])
def test_no_path_can_be_made_up(hash_):
    with pytest.raises(ValueError, match="SHA-256"):
        path_of(hash_)


def test_names_of_strangers_are_no_paths(cast):
    with cast.acting("harbour"):
        holding, _new = keep(cast.harbour, DATA, name="..\\x/../../e\x00vil\n.xml", purpose="intake")
        nameless, _new = keep(cast.harbour, b"1", name="dir/", purpose="intake")
    assert (holding.name, nameless.name) == ("evil .xml", "unnamed")


def test_missing_bytes_are_said_clearly(cast):
    with cast.acting("harbour"):
        holding, _new = keep(cast.harbour, DATA, name="a.xml", purpose="intake")
        path_of(holding.blob.sha256).unlink()
        with pytest.raises(BytesMissing):
            read_holding(holding)


def age(*paths):
    for path in paths:
        os.utime(path, (1, 1))


def test_rolled_back_bytes_are_counted_and_swept_after_a_day(cast):
    with cast.acting("harbour"):
        kept, _new = keep(cast.harbour, b"stays", name="a", purpose="intake")
        with pytest.raises(RuntimeError), transaction.atomic():
            keep(cast.harbour, b"goes", name="b", purpose="intake")
            raise RuntimeError
    (root() / "incoming" / "half").write_bytes(b"half")
    with system_actor("test"):
        assert unclaimed_files() == 0
        sweep()
        assert len(all_files()) == 3
        age(*all_files())
        assert unclaimed_files() == 2
        sweep()
        assert unclaimed_files() == 0
    assert [p.read_bytes() for p in all_files()] == [b"stays"]
    with cast.acting("harbour"):
        assert read_holding(kept) == b"stays"


def test_bytes_go_with_the_last_claim(cast):
    with cast.acting("northgate"):
        first, _new = keep(cast.harbour, DATA, name="a", purpose="intake")
        second, _new = keep(cast.bakery, DATA, name="a", purpose="intake")
        let_go(first)
    with system_actor("test"):
        Blob.objects.update(created_at="2020-01-01T00:00:00Z")
        age(*all_files())
        sweep()
        assert len(all_files()) == 1
        let_go(second)
        sweep()
        assert (Blob.objects.count(), Holding.objects.count(), all_files()) == (0, 0, [])


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "empty"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"PK\x03\x04rest", "zip"),
        (b"  <?xml", "xml"),
        (b"\xef\xbb\xbf<feedback>", "xml"),
        ("<?xml".encode("utf-16"), "xml"),
        (b"<!DOCTYPE HTML><p>", "html"),
        (b'{"a": 1}', "json"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"Received: from x\r\n by y\r\nSubject: z\r\n\r\n", "mail"),
        (b"note: this\nis no mail\n", "text"),
        (b"\x00\x01", "binary"),
    ],
)
def test_kind_by_content(head, kind):
    assert kind_of(head) == kind
