"""Watched folders: taken once, moved aside, and clear about what is wrong."""

from __future__ import annotations

import os

import pytest

from nucleus.dmarc.intake.commands import add_folder, remove_folder
from nucleus.dmarc.intake.folders import sweep
from nucleus.dmarc.intake.models import Folder, Message, Source
from nucleus.kernel.actor import Actor, Kind, acting, system_actor
from nucleus.kernel.errors import Invalid

from .reports import report, row

SUPERADMIN = Actor(
    Kind.SUPERADMIN, "superadmin", "USR-S", permissions=frozenset({"intake.add_folder", "intake.remove_folder"})
)


@pytest.fixture
def inbox(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.INBOX_ROOT = str(tmp_path / "inbox")
    (tmp_path / "inbox" / "harbour").mkdir(parents=True)
    return tmp_path / "inbox"


@pytest.fixture
def folder(cast, inbox):
    with acting(SUPERADMIN):
        return add_folder(organization=cast.harbour, path="harbour")


def test_files_are_taken_once_and_moved_aside(cast, inbox, folder):
    name, data = report("harbour.example", [row()])
    (inbox / "harbour" / name).write_bytes(data)
    (inbox / "harbour" / ".hidden").write_bytes(b"x")
    os.symlink("/etc/hostname", inbox / "harbour" / "link.xml")
    with system_actor("test"):
        folder = Folder.objects.select_related("organization").get()
        assert (sweep(folder, settled=0), sweep(folder, settled=0)) == (1, 0)
        message = Message.objects.get()
    assert (message.name, message.source, message.organization_id) == (name, Source.FOLDER, cast.harbour.pk)
    assert (inbox / "harbour" / "taken" / name).read_bytes() == data
    assert sorted(os.listdir(inbox / "harbour")) == [".hidden", "link.xml", "taken"]


def test_a_file_still_being_written_waits(cast, inbox, folder):
    (inbox / "harbour" / "new.xml").write_bytes(b"<feedback>")
    with system_actor("test"):
        assert sweep(Folder.objects.get(), settled=60) == 0
    assert (inbox / "harbour" / "new.xml").exists()


@pytest.mark.parametrize("path", ["../outside", "/etc", "harbour/../../x"])
def test_folders_stay_below_the_root(cast, inbox, path):
    with acting(SUPERADMIN), pytest.raises(Invalid) as caught:
        add_folder(organization=cast.harbour, path=path)
    assert list(caught.value.errors) == ["path"]


def test_a_missing_folder_and_a_file_are_named(cast, inbox):
    (inbox / "plain").write_text("x")
    for path in ("nowhere", "plain"):
        with acting(SUPERADMIN), pytest.raises(Invalid) as caught:
            add_folder(organization=cast.harbour, path=path)
        assert path in caught.value.errors["path"][0]


def test_what_went_wrong_is_noted_on_the_folder(cast, inbox, folder):
    (inbox / "harbour").rmdir()
    with system_actor("test"):
        found = Folder.objects.get()
        sweep(found)
        assert "harbour" in Folder.objects.get().problem
    with acting(SUPERADMIN):
        remove_folder(folder=Folder.objects.get())
        assert Folder.objects.count() == 0
