"""From the bytes of a file to its reports: unwrap, recognise, read, and account for every piece."""

import re
from collections.abc import Callable, Iterable, Iterator

from . import values
from .documents import read_document
from .facts import Kind, Member, Reading, Status
from .inflating import gunzip, gunzip_small, unbzip, unxz
from .ledger import shown
from .limits import LIMITS, Budget, Exhausted, Limits, Refused, megabytes
from .mails import split_mbox, take_apart
from .pieces import Content, Piece
from .sniffing import foreign_name, sniff
from .tars import untar
from .zips import unzip

_SNIFFED = 65536
_NOT_READ_YET = "not read yet"
_ORDER = ("ok", "repaired", "quarantined")
_BESIDE = frozenset({"not_a_report", "empty"})  # reasons that do not count against a file which holds a report, too
_TLS_KEYS = re.compile(rb'"(?:organization-name|policies|report-id|contact-info)"\s*:')
_STREAMS: dict[str, Callable[[Iterable[bytes], Budget], Iterator[bytes]]] = {
    "gzip": gunzip,
    "bzip2": unbzip,
    "xz": unxz,
}
_ENDINGS = re.compile(r"\.(?:gz|gzip|bz2|xz|z)$", re.IGNORECASE)


def read_bytes(data: bytes, name: str = "", *, limits: Limits = LIMITS) -> Reading:
    """Read one file as it came: a report, an archive or a mail, however they are wrapped.

    Never raises for what the file holds: what is not understood is quarantined with a reason.
    """
    if len(data) > limits.max_input:
        return too_large(len(data), limits)
    unwrapper = _Unwrapper(Budget(limits, len(data)))
    unwrapper.piece(Piece(name, data), 0)
    return _summed(unwrapper.members, stopped=unwrapper.stopped)


def too_large(size: int, limits: Limits = LIMITS) -> Reading:
    """The verdict on a file that is not even opened."""
    message = f"It is {megabytes(size)}; at most {megabytes(limits.max_input)} are read."
    return Reading(
        "other",
        "quarantined",
        "too_large",
        message,
        members=(Member("", "other", "quarantined", "too_large", message),),
    )


def _summed(found: list[Member], *, stopped: bool) -> Reading:
    if len(found) == 1:
        only = found[0]
        return Reading(only.kind, only.status, only.reason, only.message, only.repairs, (only,))
    has_report = any(member.kind != "other" for member in found)
    members = tuple(_beside(member) if has_report else member for member in found)
    worst = members[-1] if stopped else max(members, key=lambda member: _ORDER.index(member.status))
    kind = next((member.kind for member in members if member.kind != "other"), worst.kind)
    repairs = tuple(dict.fromkeys(repair for member in members for repair in member.repairs))
    bad = worst.status == "quarantined"
    return Reading(kind, worst.status, worst.reason if bad else "", worst.message if bad else "", repairs, members)


def _beside(member: Member) -> Member:
    """A piece that is no report at all, in a file that holds one: named, but not held against it."""
    if member.kind != "other" or member.reason not in _BESIDE:
        return member
    return Member(member.name, "other", "ok", member.reason, member.message)


class _Unwrapper:
    """Walks the layers of one file and writes down what became of each leaf."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._limits = budget.limits
        self.stopped = False
        self.members: list[Member] = []

    def piece(self, piece: Piece, depth: int) -> None:
        """Read one piece and all that is in it."""
        if self.stopped:
            return
        try:
            self._opened(piece, depth)
        except Refused as refusal:
            self.stopped = self.stopped or isinstance(refusal, Exhausted)
            self._refuse(piece, refusal)
        except (MemoryError, RecursionError):
            self._refuse(piece, Refused("too_costly", "It asks for more memory than a report may."))
        except Exception as error:  # noqa: BLE001 - one odd file must never stop the files behind it
            self._refuse(piece, Refused("reader_error", f"The reader failed on it ({type(error).__name__})."))

    def _refuse(self, piece: Piece, refusal: Refused) -> None:
        self._budget.take_notes()
        self._add(piece.name, _kind_of(piece), refusal.code, refusal.message)

    def _add(self, name: str, kind: Kind, reason: str, message: str) -> None:
        self.members.append(Member(name, kind, "quarantined", reason, message))

    def _opened(self, piece: Piece, depth: int) -> None:
        if depth > self._limits.max_depth:
            raise Refused("too_deep", f"It is wrapped in more than {self._limits.max_depth} layers.")
        kind = sniff(piece.head(_SNIFFED))
        if kind in _STREAMS:
            self._layer(piece, Piece(_ENDINGS.sub("", piece.name), self._stream_of(piece, kind)), depth)
        elif kind == "xml":
            self._xml(piece)
        elif kind in ("zip", "tar"):
            self._archive(piece, unzip if kind == "zip" else untar, depth)
        elif kind in ("mail", "mbox"):
            self._mails(piece, kind, depth)
        else:
            self._leaf(piece, kind)

    def _stream_of(self, piece: Piece, kind: str) -> Content:
        data = piece.held
        if kind == "gzip" and data is not None and len(data) <= _SNIFFED:
            small = gunzip_small(data, self._limits.max_tree, self._budget)
            if small is not None:
                return small
        return _STREAMS[kind](piece.chunks(), self._budget)

    def _layer(self, outer: Piece, inner: Piece, depth: int) -> None:
        if not inner.head(1):
            raise Refused("empty", "It is an empty compressed file.")
        self.piece(inner, depth + 1)
        outer.seen = inner.seen

    def _archive(
        self, piece: Piece, members: Callable[..., Iterator[tuple[str, Content | Refused]]], depth: int
    ) -> None:
        before = len(self.members)
        for name, content in members(piece.whole(self._limits.max_held), self._budget):
            path = f"{piece.name}/{name}" if piece.name else name
            if isinstance(content, Refused):
                self._add(path, "other", content.code, content.message)
            else:
                self.piece(Piece(path, content), depth + 1)
            if self.stopped:
                return
        if len(self.members) == before:
            raise Refused("archive_empty", "The archive holds no file.")

    def _mails(self, piece: Piece, kind: str, depth: int) -> None:
        data = bytes(piece.whole(self._limits.max_held))
        if kind == "mail":
            self._mail(data, piece.name, depth)
            return
        for number, mail in enumerate(split_mbox(data, self._limits), 1):
            self.piece(Piece(f"{piece.name}/{number}", mail), depth + 1)

    def _mail(self, data: bytes, name: str, depth: int) -> None:
        mail = take_apart(data.lstrip(b"\r\n"), self._limits)
        if mail.is_failure:
            if mail.feedback_type in ("", "auth-failure"):
                self._add(name, "failure", "not_read_yet", _NOT_READ_YET)
                return
            raise Refused("feedback", f"It is a feedback report of type {shown(mail.feedback_type)}, not about DMARC.")
        candidates = [part for part in mail.parts if part.may_be_report]
        if not candidates:
            raise Refused("not_a_report", "The mail carries no report.")
        for part in candidates:
            self._budget.count_member()
            path = f"{name}/{part.name}" if name and part.name else name or part.name
            self.piece(Piece(path, part.content), depth + 1)

    def _leaf(self, piece: Piece, kind: str) -> None:
        head = piece.head(_SNIFFED)
        if kind == "empty" and piece.is_complete:
            raise Refused("empty", "It is empty.")
        if kind == "json":
            self._json(piece)
            return
        what = foreign_name(head)
        if what == "an Outlook file":
            raise Refused(
                "outlook", "It is an Outlook file, which is not read; send the mail as .eml or its attachment."
            )
        if what.endswith("archive") or what == "a Zstandard file":
            raise Refused("archive_unknown", f"It is {what}, which is not read; send gzip or zip.")
        raise Refused("not_a_report", f"It is {what}, no report." if what else "It is neither XML nor JSON nor a mail.")

    def _json(self, piece: Piece) -> None:
        head = piece.head(self._limits.max_tree).replace(b"\0", b"")
        if not _TLS_KEYS.search(head):
            raise Refused("not_a_report", "It is JSON, but no TLS report.")
        self._add(piece.name, "tls", "not_read_yet", _NOT_READ_YET)

    def _xml(self, piece: Piece) -> None:
        report = read_document(piece, self._budget)
        status: Status = "repaired" if report.repairs else "ok"
        self.members.append(Member(piece.name, "aggregate", status, repairs=report.repairs, report=report))


def _kind_of(piece: Piece) -> Kind:
    looks = b"<feedback" in piece.seen or b":feedback" in piece.seen
    return "aggregate" if looks or values.file_name(piece.name.rpartition("/")[2]) else "other"
