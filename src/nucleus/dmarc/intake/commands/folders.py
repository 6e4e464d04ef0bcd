"""Watching folders of the server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from nucleus.dmarc.domains.commands import own_organization
from nucleus.dmarc.intake.inputs import AddFolderInput
from nucleus.dmarc.intake.models import Folder
from nucleus.kernel.errors import Invalid
from nucleus.platform.api.inputs import NoInput
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import record
from nucleus.platform.gate.undo import Undo
from nucleus.platform.tree.models import Organization


def inbox_root() -> Path:
    """The folder below which folders may be watched."""
    return Path(settings.INBOX_ROOT).resolve()


def readable_folder(text: str) -> Path:
    """The folder as a path inside the inbox root. Raises Invalid with what is wrong with it."""
    root = inbox_root()
    path = (root / text).resolve()
    if path != root and root not in path.parents:
        raise Invalid({"path": [_("Folders are watched below %(root)s only.") % {"root": root}]})
    try:
        next(path.iterdir(), None)
    except FileNotFoundError:
        raise Invalid({"path": [_("There is no folder %(path)s on this server.") % {"path": path}]}) from None
    except NotADirectoryError:
        raise Invalid({"path": [_("%(path)s is a file, not a folder.") % {"path": path}]}) from None
    except OSError as error:
        raise Invalid(
            {"path": [_("The folder %(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}]}
        ) from None
    return path


@command(
    "intake.add_folder",
    input=AddFolderInput,
    target="organization",
    constraints={"intake_folder_once": "path", "intake_folder.path": "path"},
)
def add_folder(*, path: str, organization: Organization | None = None) -> Folder:
    """Watch a folder of this server for the report files of an organization, by default the own one."""
    organization = organization or own_organization()
    folder = Folder(organization=organization, path=str(readable_folder(path)))
    folder.save()
    record(folder, path=folder.path)
    return folder


def watches_again(given: Mapping[str, Any], result: None, changes: Mapping[str, list[Any]]) -> Undo:
    """The same folder for the same organization."""
    folder: Folder = given["folder"]
    return Undo("intake.add_folder", {"path": folder.path, "organization": folder.organization.public_id})


@command("intake.remove_folder", input=NoInput, target="folder", undo=watches_again)
def remove_folder(*, folder: Folder) -> None:
    """Stop watching a folder. Files in it are left alone."""
    record(None, label=folder.path)
    folder.delete()


@command("intake.sweep_folder", input=NoInput, target="folder")
def sweep_now(*, folder: Folder) -> Folder:
    """Look into a watched folder now."""
    from nucleus.dmarc.intake.folders import sweep  # noqa: PLC0415 - it calls take_files of this module

    sweep(folder)
    return folder
