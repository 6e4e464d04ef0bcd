"""The formats by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nucleus.platform.formats import csv_rows, json_rows, xlsx_rows, xml_rows
from nucleus.platform.formats.heads import Chunks, Head

Stream = Callable[[Sequence[Head], Chunks], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. `media_type` as Accept names it, `charset` where the type takes one, `label` for menus."""

    name: str
    label: str
    media_type: str
    extension: str
    stream: Stream
    charset: str = ""

    @property
    def content_type(self) -> str:
        """The value of the header Content-Type."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type


XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        f.name: f
        for f in (
            Format("csv", "CSV", "text/csv", "csv", csv_rows.stream, "utf-8"),
            Format("xlsx", "Excel", XLSX_TYPE, "xlsx", xlsx_rows.stream),
            Format("json", "JSON", "application/json", "json", json_rows.stream),
            Format("xml", "XML", "application/xml", "xml", xml_rows.stream, "utf-8"),
        )
    }
)
"""Every format that a list can be taken away in, in the order of a menu."""
