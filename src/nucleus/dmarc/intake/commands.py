"""Taking files in, retrying and dismissing them, and watching folders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from nucleus.dmarc.domains.commands import own_organization
from nucleus.dmarc.intake.events import FilesTaken
from nucleus.dmarc.intake.inputs import AddFolderInput
from nucleus.dmarc.intake.models import Folder, Message, Source, State
from nucleus.dmarc.intake.waiting import recount_waiting, replace_waiting
from nucleus.dmarc.parsing import LIMITS
from nucleus.kernel.errors import Invalid, Refused
from nucleus.kernel.text import one_line
from nucleus.platform.api.inputs import NoInput
from nucleus.platform.files.commands import keep, plain_name
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit, record
from nucleus.platform.gate.undo import Undo
from nucleus.platform.tree.models import Organization

PURPOSE = "dmarc-intake"
READING = 100  # messages that one job reads


@command("intake.take", target="organization", secret=["files"])
def take_files(
    *,
    organization: Organization,
    files: Sequence[tuple[str, bytes]],
    source: str = Source.UPLOAD,
    read_later: bool = True,
) -> list[Message]:
    """Keep received files and read them soon.

    The bytes are kept first. A file that the organization has sent before answers with its first message. With
    `read_later` false the caller reads them itself (command line, demo).
    """
    if not files:
        raise Invalid({"files": [_("Choose at least one file.")]})
    messages = [_take(organization, name, data, source) for name, data in files]
    fresh = [m.pk for m in messages if m.state == State.RECEIVED]
    if fresh and read_later:
        from nucleus.dmarc.intake.jobs import read_messages  # noqa: PLC0415 - jobs call commands, so commands import them late

        for at in range(0, len(fresh), READING):
            read_messages.enqueue(ids=fresh[at : at + READING])
    if fresh:
        emit(FilesTaken(organization=organization.public_id, files=len(fresh)))
    record(organization, files=len(files), new=len(fresh), names=[one_line(name, 80) for name, _ in files[:20]])
    return messages


def _take(organization: Organization, name: str, data: bytes, source: str) -> Message:
    shown = plain_name(name)
    holding, _created = keep(organization, data, name=shown, purpose=PURPOSE, limit=LIMITS.max_input)
    known = Message.objects.filter(organization=organization, sha256=holding.blob.sha256).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    message = Message(
        organization=organization,
        name=shown,
        source=source,
        holding=holding,
        sha256=holding.blob.sha256,
        size=len(data),
    )
    message.save()
    return message


@command("intake.retry", input=NoInput, target="message")
def retry_message(*, message: Message) -> Message:
    """Read a received file once more: after an update of the reader, or after its domain was registered."""
    if message.state not in (State.QUARANTINED, State.UNKNOWN, State.PARTLY, State.DISMISSED):
        raise Refused(
            _("Only files in quarantine or with unknown domains are read again; this one is: %(state)s.")
            % {"state": message.get_state_display()}
        )
    message.state = State.RECEIVED
    message.save()
    from nucleus.dmarc.intake.jobs import read_messages  # noqa: PLC0415 - see take_files

    read_messages.enqueue(ids=[message.pk])
    return message


@command("intake.dismiss", input=NoInput, target="message")
def dismiss_message(*, message: Message) -> Message:
    """Set a file in quarantine aside. It is kept and can be retried."""
    if message.state not in (State.QUARANTINED, State.UNKNOWN):
        raise Refused(
            _("Only files in quarantine or with unknown domains can be dismissed; this one is: %(state)s.")
            % {"state": message.get_state_display()}
        )
    replace_waiting([message])  # who sets it aside does not wait for its domains; a retry waits again
    message.state = State.DISMISSED
    message.save()
    return message


@command("intake.recount_waiting", audited=False)  # repeats what waits; changes nothing that anybody entered
def recount_names(*, organizations: Iterable[Organization]) -> int:
    """Counts the sums of waiting reports anew. Answers how many had been wrong."""
    return recount_waiting(organizations)


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
