"""One XML document to one report: the quick way, else as a tree, else mended; large ones as a stream."""

import codecs
import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any

from . import mending, plain_shape, xml_parts
from .aggregate import ReportReader
from .facts import AggregateReport
from .ledger import Ledger, shown
from .limits import Budget, Refused, megabytes
from .pieces import Piece
from .plain_frame import Deviates, Frame, read_frame


def read_document(piece: Piece, budget: Budget) -> AggregateReport:
    """The report in `piece`. Raises Refused where it holds none or its meaning is not clear."""
    head = piece.head(budget.limits.max_tree)
    reading = _Document(piece, budget)
    if not piece.is_complete:
        return reading.stream()
    try:
        return reading.plain(head)
    except (Deviates, xml_parts.Damaged):
        return reading.tree(head)


class _Document:
    """The ways to read one document; each begins with a fresh ledger and reader."""

    def __init__(self, piece: Piece, budget: Budget) -> None:
        self._piece = piece
        self._budget = budget
        self._ledger = Ledger()
        self._reader: ReportReader | None = None

    def plain(self, data: bytes) -> AggregateReport:
        """By patterns. Raises Deviates or Damaged where the document is not of the usual shape."""
        head, rows, tail = plain_shape.cut_out(data)
        try:
            reader = self._from_frame(read_frame(head, tail))
        except Deviates:
            reader = self._from_parsed(plain_shape.framed(head, tail))
        reader.records = plain_shape.read_rows(rows, reader.rows)
        return self._finish(data)

    def _from_frame(self, frame: Frame) -> ReportReader:
        reader = self._begin(frame.root_tag)
        reader.take(frame)
        return reader

    def _from_parsed(self, framed: bytes) -> ReportReader:
        """A frame that takes the parser; in it one empty row stands for all."""
        root = xml_parts.parse_small(framed)
        reader = self._begin(root.tag)
        rows = 0
        for element in root:
            if reader.local[element.tag] == "record":
                rows += 1
            else:
                reader.part(element)
        if rows != 1:
            raise Deviates
        return reader

    def tree(self, data: bytes) -> AggregateReport:
        """By the parser, at once; damaged XML is mended first."""
        try:
            self._ledger = Ledger()
            xml_parts.read_tree(data, self._parts)
        except (xml_parts.Damaged, xml_parts.OtherRoot) as found:
            if isinstance(found, Refused) and b"<feedback" not in data:
                raise
            self._ledger = Ledger()
            mended = mending.mend(data, self._ledger)
            try:
                xml_parts.read_tree(mended, self._parts)
            except xml_parts.Damaged as error:
                raise Refused("xml_damaged", f"The XML is damaged: {shown(str(error), 120)}.") from None
        return self._finish(data)

    def stream(self) -> AggregateReport:
        """By the parser, chunk by chunk, so that the document is never held."""
        head = self._piece.head(4)
        chunks = self._piece.chunks() if xml_parts.is_ascii_like(self._piece.seen) else self._transcoded(head)
        try:
            xml_parts.read_stream(chunks, self._parts)
        except xml_parts.Damaged as error:
            size = megabytes(self._budget.limits.max_tree)
            message = f"The XML is damaged, and above {size} it is not mended: {shown(str(error), 120)}."
            raise Refused("xml_damaged", message) from None
        return self._finish(self._piece.seen)

    def _begin(self, root_tag: str) -> ReportReader:
        if root_tag.rpartition("}")[2].lower() != "feedback":
            raise xml_parts.OtherRoot(root_tag)
        leaf = self._piece.name.rpartition("/")[2]
        self._reader = ReportReader(root_tag, leaf, self._budget, self._ledger)
        return self._reader

    def _parts(self, root_tag: str) -> Callable[[Any], None]:
        return self._begin(root_tag).part

    def _finish(self, content: bytes) -> AggregateReport:
        """The report, with what was mended while unpacking. `content` gives its identity where it has no id."""
        if self._reader is None:
            raise Refused("report_empty", "The report has no content.")
        for code, detail in self._budget.take_notes():
            self._ledger.add(code, detail)
        return self._reader.finish(lambda: f"sha256-{hashlib.sha256(content).hexdigest()[:32]}")

    def _transcoded(self, head: bytes) -> Iterator[bytes]:
        """A large document in UTF-16 as UTF-8."""
        if not (head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"\0" in head):
            raise Refused("encoding", "The XML is in an encoding that is not read at this size.")
        encoding = "utf-16-be" if head[:2] == codecs.BOM_UTF16_BE or head[:1] == b"\0" else "utf-16-le"
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        first = True
        for chunk in self._piece.chunks():
            text = decoder.decode(chunk)
            begun = re.sub(r"^\ufeff?\s*<\?xml[^>]{0,200}\?>", "", text) if first else text
            yield begun.encode("utf-8", "replace")
            first = False
