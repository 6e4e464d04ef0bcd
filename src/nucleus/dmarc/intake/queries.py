"""Reads of received files and folders."""

from __future__ import annotations

from nucleus.dmarc.intake.models import Folder, Message
from nucleus.kernel.errors import NotVisible
from nucleus.platform.journal.notes import about


def message_in_sight(public_id: str) -> Message:
    """The received file, or NotVisible."""
    found = Message.objects.select_related("organization", "holding__blob").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    about(found)
    return found  # type: ignore[no-any-return]


def folder_in_sight(public_id: str) -> Folder:
    """The watched folder, or NotVisible."""
    found = Folder.objects.select_related("organization").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found  # type: ignore[no-any-return]
