"""Received files, reports that wait for their domain, watched folders."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.intake.models import Folder, Message, Source, State, WaitingName
from nucleus.kernel.actor import current_actor
from nucleus.platform.api.reading import is_wide
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table, register
from nucleus.platform.gate.openings import holds_openings

OUTCOMES_SCHEMA: dict[str, Any] = {"type": "array", "items": {"type": "object"}}
REPAIRS_SCHEMA: dict[str, Any] = {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}
STATE_TONES = {
    "received": "info",
    "stored": "ok",
    "partly": "warn",
    "duplicate": "",
    "unknown": "warn",
    "quarantined": "bad",
    "dismissed": "",
}


def message_rows(**where: str) -> QuerySet[Any]:
    """The received files in sight."""
    return Message.objects.all()  # type: ignore[no-any-return]


def pending_rows(**where: str) -> QuerySet[Any]:
    """Names of domains that reports wait for, one row for each who received them: their sums, not the reports."""
    rows: QuerySet[Any] = WaitingName.objects.all()
    actor = current_actor()
    if actor.place is not None and is_wide() and not holds_openings(actor):
        return rows.filter(organization_id=actor.place.organization)  # an index has them in their order
    return rows


def folder_rows(**where: str) -> QuerySet[Any]:
    """The watched folders in sight."""
    return Folder.objects.all()  # type: ignore[no-any-return]


MESSAGES = register(
    Table(
        name="messages",
        label=_("Received files"),
        one=_("Received file"),
        sub=_("Every file that came in and what became of it. Nothing is thrown away."),
        permission="messages.view",
        discloses="dmarc",
        rows=message_rows,
        page="/dmarc/files/",
        api="/api/crm/messages",
        address="/dmarc/files/{public_id}/",
        type="message",
        acts=(
            Act(
                "intake.retry",
                _("Read again"),
                icon="refresh-cw",
                done=_("The file is read again."),
                when={"state": ["quarantined", "unknown", "partly", "dismissed"]},
                bulk=True,
            ),
            Act(
                "intake.dismiss",
                _("Dismiss"),
                icon="archive",
                done=_("Dismissed. The file is kept and can be read again."),
                when={"state": ["quarantined", "unknown"]},
                bulk=True,
            ),
        ),
        columns=(
            Column("name", _("File"), "main", sort=True, more=("explanation",)),
            Column("state", _("State"), "status", sort=True, options={"choices": State.choices, "tones": STATE_TONES}),
            Column("organization", _("Received by"), source="organization__name", priority=3),
            Column("source", _("Way in"), "tag", sort=True, priority=3, options={"choices": Source.choices}),
            Column("reports", _("Reports"), "number", sort=True, priority=2),
            Column("volume", _("Messages"), "number", sort=True, priority=2),
            Column("size", _("Size"), "bytes", sort=True, priority=3),
            Column("received_at", _("Received"), "datetime", sort=True, priority=2),
            Column("reason", _("Reason"), pages=False),
            Column("explanation", _("Explanation"), pages=False),
            Column("kind", _("Kind"), pages=False),
            Column("sha256", _("SHA-256"), detail=True),
            Column("outcomes", _("Outcomes"), detail=True, options={"schema": OUTCOMES_SCHEMA}),
            Column("repairs", _("Repairs"), detail=True, options={"schema": REPAIRS_SCHEMA}),
            Column("attempts", _("Times read"), "number", detail=True),
        ),
        filters=(
            Filter("state", _("State"), choices=State.choices),
            Filter("source", _("Way in"), choices=Source.choices),
        ),
        search=("name", "explanation"),
        sort="-received_at",
        empty=Empty("inbox", _("Nothing received yet"), _("Drop report files on the upload page.")),
    )
)

PENDING = register(
    Table(
        name="unknown-domains",
        label=_("Unknown domains"),
        sub=_(
            "Reports came for these domains, but nobody has registered them. Register one and its reports are counted."
        ),
        permission="messages.view",
        discloses="dmarc",
        rows=pending_rows,
        page="/dmarc/unknown-domains/",
        api="/api/crm/unknown-domains",
        key="",
        columns=(
            Column(
                "name",
                _("Domain"),
                "main",
                sort=True,
                link="/dmarc/domains/register/?name={name}",
                options={"link_permission": "domains.register"},
            ),
            Column("organization", _("Received by"), source="organization__name", priority=3),
            Column("files", _("Files"), "number", sort=True),
            Column("messages", _("Messages"), "number", source="volume", sort=True),
            Column("first", _("First seen"), "datetime", source="first_at", sort=True, priority=3),
            Column("last", _("Last seen"), "datetime", source="last_at", sort=True, priority=2),
        ),
        search=("name",),
        sort="-messages",
        empty=Empty(
            "badge-check", _("No unknown domains"), _("Every report that came in belongs to a registered domain.")
        ),
    )
)

FOLDERS = register(
    Table(
        name="folders",
        label=_("Watched folders"),
        one=_("Watched folder"),
        sub=_("Folders of this server that are looked into every minute."),
        permission="folders.view",
        rows=folder_rows,
        page="/dmarc/folders/",
        api="/api/crm/folders",
        type="folder",
        revision="revision",
        create=Act("intake.add_folder", _("Watch a folder"), icon="plus", done=_("The folder is watched from now on.")),
        remove=Act(
            "intake.remove_folder",
            _("Stop watching"),
            icon="trash-2",
            kind="danger",
            confirm=_("The folder is no longer looked into. Files in it are left alone."),
            done=_("The folder is no longer watched."),
        ),
        acts=(Act("intake.sweep_folder", _("Look now"), icon="refresh-cw", done=_("Looked into the folder.")),),
        address="/dmarc/folders/{public_id}/",
        columns=(
            Column("path", _("Folder"), "main", sort=True, more=("problem",)),
            Column("organization", _("Organization"), source="organization__name", priority=2),
            Column("taken", _("Files taken"), "number", sort=True),
            Column("swept_at", _("Last look"), "datetime", sort=True, priority=2, null=True),
            Column("problem", _("Problem"), pages=False),
            Column("revision", _("Revision"), "number", detail=True),
        ),
        search=("path",),
        sort="path",
        empty=Empty(
            "folder", _("No folder is watched"), _("Watch a folder, and files put into it are read within a minute.")
        ),
    )
)
