"""Opening what is held, and counting what nobody holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

import structlog
from django.utils.translation import gettext as _

from nucleus.kernel.errors import NotVisible, Problem
from nucleus.platform.files.disk import files_older_than, path_of
from nucleus.platform.files.models import Blob, Holding

log = structlog.get_logger("nucleus.files")

GRACE = 24 * 3600  # seconds that an unclaimed file is left alone: its transaction may still be open


class BytesMissing(Problem):
    """The row is there and the file is not: a damaged installation, to be restored from a backup."""

    status = 410
    code = "bytes-missing"
    title = "The contents are not there any more."


def holding_by_id(public_id: str) -> Holding:
    """The holding in sight. Raises NotVisible."""
    found: Holding | None = Holding.objects.select_related("blob").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def open_holding(holding: Holding) -> BinaryIO:
    """The bytes, to be closed by the caller. Raises NotVisible out of sight, BytesMissing where the file is gone."""
    sha256 = Holding.objects.filter(pk=holding.pk).values_list("blob__sha256", flat=True).first()
    if sha256 is None:
        raise NotVisible
    return _open(sha256)


def _open(sha256: str) -> BinaryIO:
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError:
        log.exception("bytes are not on disk", sha256=sha256)
        raise BytesMissing(
            _("The contents of this file are not on this server any more. The operator can restore them from a backup.")
        ) from None


def read_holding(holding: Holding) -> bytes:
    """All bytes at once, for what is known to be small."""
    with open_holding(holding) as stream:
        return stream.read()


def read_holdings(keys: Sequence[int]) -> Iterator[bytes | None]:
    """The bytes of many small holdings in the order of their keys, one after the other; nothing where the file is gone.

    Raises NotVisible in the turn of one that is out of sight.
    """
    known = dict(Holding.objects.filter(pk__in=keys).values_list("pk", "blob__sha256"))
    for key in keys:
        if key not in known:
            raise NotVisible
        try:
            with _open(known[key]) as stream:
                content = stream.read()
        except BytesMissing:
            content = None
        yield content


def unclaimed_files(grace: float = GRACE) -> int:
    """How many files on disk no blob names, older than `grace` seconds."""
    known = frozenset(Blob.objects.values_list("sha256", flat=True))
    return sum(1 for _path, sha256 in files_older_than(grace) if sha256 not in known)
