"""Taking files in, retrying and dismissing them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from nucleus.dmarc.intake.events import FilesTaken
from nucleus.dmarc.intake.models import Message, Source, State
from nucleus.dmarc.intake.waiting import recount_waiting, replace_waiting
from nucleus.dmarc.parsing import LIMITS
from nucleus.kernel.errors import Invalid, Refused
from nucleus.kernel.text import one_line
from nucleus.platform.api.inputs import NoInput
from nucleus.platform.files.commands import keep, plain_name
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit, record
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
