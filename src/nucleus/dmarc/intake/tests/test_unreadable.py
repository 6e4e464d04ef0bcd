"""A folder that cannot be read, met by a real process without rights: page, API, sweep and command line."""

from __future__ import annotations

import contextlib
import html
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from nucleus.config.cli import main
from nucleus.dmarc.intake.folders import sweep
from nucleus.dmarc.intake.models import Folder, Message
from nucleus.kernel.actor import system_actor
from nucleus.platform.accounts.models import Membership, User

from .reports import report, row

NOBODY = pwd.getpwnam("nobody")
IS_ROOT = os.geteuid() == 0
BREAK = re.compile(r"<wbr[^>]*>")
"""Where a long word may break on a page."""


@contextlib.contextmanager
def without_rights():
    """As `nobody` where the tests run as root, for whom no folder is closed; as oneself otherwise."""
    if not IS_ROOT:
        yield
        return
    os.setegid(NOBODY.pw_gid)
    os.seteuid(NOBODY.pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def give_away(top):
    """The folder and all in it to the one without rights."""
    if IS_ROOT:
        for path in (top, *top.rglob("*")):
            os.chown(path, NOBODY.pw_uid, NOBODY.pw_gid)


@pytest.fixture
def ground(settings):
    """A folder that belongs to the one without rights, with `open` and `closed` inside; a report lies in each."""
    top = Path(tempfile.mkdtemp())
    for name in ("inbox/open", "inbox/closed", "files"):
        (top / name).mkdir(parents=True)
    for name in ("open", "closed"):
        file, data = report("harbour.example", [row()], report_id=name)
        (top / "inbox" / name / file).write_bytes(data)
    give_away(top)
    settings.MEDIA_ROOT, settings.INBOX_ROOT = top / "files", str(top / "inbox")
    yield top
    for path in (top / "inbox").iterdir():
        path.chmod(0o700)
    shutil.rmtree(top)


@pytest.fixture
def closed(ground):
    """The folder that nobody may read, its owner included."""
    path = ground / "inbox" / "closed"
    path.chmod(0)
    return path


def test_the_page_and_the_api_name_a_folder_that_cannot_be_read(signed, closed):
    keeper = signed("nucleus", "intake.add_folder", "folders.view")

    def tried(path):
        page = keeper.post("/dmarc/folders/add-folder/", {"path": path})
        return page, keeper.post("/api/crm/folders", {"path": path}, content_type="application/json")

    assert [answer.status_code for answer in tried("absent")] == [422, 400]  # and what Python loads late is loaded
    with without_rights():
        page, api = tried("closed")
    said = f"The folder {closed} cannot be read: Permission denied."
    assert (page.status_code, said in html.unescape(page.content.decode())) == (422, True)
    assert (api.status_code, api.json()["errors"]) == (400, [{"field": "path", "message": said}])
    with system_actor("test"):
        assert Folder.objects.count() == 0


def test_a_watched_folder_that_was_closed_says_so_and_loses_nothing(signed, cast, ground):
    keeper = signed("nucleus", "intake.add_folder", "intake.sweep_folder", "folders.view")
    with without_rights():
        assert keeper.post("/dmarc/folders/add-folder/", {"path": "closed"}).status_code == 303
    with system_actor("test"):
        folder = Folder.objects.get()
    (ground / "inbox" / "closed").chmod(0)
    with without_rights():
        assert keeper.post(f"/dmarc/folders/{folder.public_id}/sweep-folder/").status_code == 303
        shown = html.unescape(BREAK.sub("", keeper.get("/dmarc/folders/").content.decode()))
        told = keeper.get("/api/crm/folders").json()["items"][0]["problem"]
    said = f"The folder {folder.path} cannot be read: Permission denied."
    assert (said in shown, told) == (True, said)
    (ground / "inbox" / "closed").chmod(0o700)
    with without_rights(), system_actor("test"):
        assert sweep(Folder.objects.select_related("organization").get(), settled=0) == 1
        assert (Folder.objects.get().problem, Message.objects.count()) == ("", 1)


def test_a_file_that_cannot_be_read_stays_and_holds_up_no_other(cast, ground):
    inbox = ground / "inbox" / "open"
    (inbox / "a.xml").write_bytes(b"<feedback/>")
    (inbox / "a.xml").chmod(0)
    give_away(inbox)
    with without_rights(), system_actor("test"):
        folder = Folder(organization=cast.harbour, path=str(inbox))
        folder.save()
        assert sweep(folder, settled=0) == 1
        assert (folder.problem, Message.objects.get().name[:9]) == (
            "a.xml: Permission denied", "reporter.",
        )  # fmt: skip
    assert sorted(os.listdir(inbox)) == ["a.xml", "taken"]


def test_a_folder_that_cannot_be_written_is_not_taken_from_again_and_again(cast, ground):
    inbox = ground / "inbox" / "open"
    inbox.chmod(0o500)
    with without_rights(), system_actor("test"):
        folder = Folder(organization=cast.harbour, path=str(inbox))
        folder.save()
        assert sweep(folder, settled=0) == 0
        assert folder.problem == f"Files in {inbox} cannot be moved aside: no right to write."
        inbox.chmod(0o700)
        assert (sweep(folder, settled=0), folder.problem) == (1, "")


@pytest.fixture
def member(cast):
    """The address of somebody who may import for Harbour."""
    with system_actor("test"):
        user = User(email="anna@harbour.example", name="Anna")
        user.save()
        Membership(organization=cast.harbour, user=user, roles=["owner"]).save()
    return user.email


def imported(member, capsys, path):
    """Status and lines of `nucleus dmarc import`."""
    status = main(["dmarc", "import", str(path), "--organization", "harbour", "--as", member])
    told = capsys.readouterr()
    assert told.err == ""
    return status, [line.partition("!")[0] for line in told.out.splitlines()]


def test_the_command_line_names_what_it_could_not_read_and_takes_the_rest(member, capsys, ground, closed):
    taken = "Domain not registered: reporter.example"
    assert imported(member, capsys, ground / "inbox" / "open") == (0, [taken, "1 files: domain not registered 1"])
    give_away(ground)
    with without_rights():
        assert imported(member, capsys, ground / "inbox") == (
            1, [taken, f"cannot be read: {closed}: Permission denied", "1 files: domain not registered 1"],
        )  # fmt: skip
        closed.chmod(0o700)
        (file,) = closed.iterdir()
        file.chmod(0)
        assert imported(member, capsys, closed) == (1, [f"cannot be read: {str(file).partition('!')[0]}", "0 files"])
        file.chmod(0o600)
        assert imported(member, capsys, ground / "inbox") == (0, [taken, taken, "2 files: domain not registered 2"])


def test_the_command_line_says_where_it_cannot_write(member, capsys, ground):
    (ground / "files").chmod(0o500)
    with without_rights():
        status = main(["dmarc", "import", str(ground / "inbox" / "open"), "--organization", "harbour", "--as", member])
    (ground / "files").chmod(0o700)
    told = capsys.readouterr()
    assert (status, told.err.startswith(f"nucleus: {ground / 'files'}")) == (2, True)
    assert told.err.endswith(": Permission denied\n")
    assert len(told.err.splitlines()) == 1
    with system_actor("test"):
        assert Message.objects.count() == 0


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    """A process of its own: its settings ask for the folder before anything else."""
    (tmp_path / "file").write_text("")
    environment = {**os.environ, "NUCLEUS_DATA": str(tmp_path / "file" / "data")}
    command = [sys.executable, "-m", "nucleus.config.cli", "dmarc", "import", ".", "--organization", "x", "--as", "y"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"nucleus: {tmp_path / 'file' / 'data'}: Not a directory\n"
