"""The demo's aggregate reports as files, and the truth about them.

`reports_for` gives what the receivers send about a domain for a day, wrapped as each of them does; `truth` counts the
same rows without writing them, for tests and for whoever wants to check a page.
"""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import io
import textwrap
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from nucleus.demo.dialects import bounds, report_id, write
from nucleus.demo.reporters import Reporter
from nucleus.demo.stories import Row, sheets

NOBODY: frozenset[str] = frozenset()


@dataclass
class Totals:
    """What all reports about a domain for a day say. `dispositions` counts messages by what the reporter wrote."""

    reports: int = 0
    records: int = 0
    messages: int = 0
    both: int = 0
    dkim_only: int = 0
    spf_only: int = 0
    failed: int = 0
    dispositions: dict[str, int] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Counts one row."""
        self.records += 1
        self.messages += row.messages
        dkim, spf = row.outcome.dkim_aligned, row.outcome.spf_aligned
        kind = {(True, True): "both", (True, False): "dkim_only", (False, True): "spf_only"}.get((dkim, spf), "failed")
        setattr(self, kind, getattr(self, kind) + row.messages)
        self.dispositions[row.disposition] = self.dispositions.get(row.disposition, 0) + row.messages


def reports_for(
    domain: str, day: dt.date, *, anchor: dt.date, leave_out: Collection[str] = NOBODY
) -> Iterator[tuple[str, bytes]]:
    """File name and content of every report about the domain for the UTC day, without the reporters (keys) left out.

    Raises KeyError for a domain that the demo does not know.
    """
    for sheet in sheets(domain, day, anchor):
        if sheet.reporter.key not in leave_out:
            yield wrapped(sheet.reporter, domain, day, write(sheet, domain, day))


def truth(domain: str, day: dt.date, *, anchor: dt.date, leave_out: Collection[str] = NOBODY) -> Totals:
    """What the reports of `reports_for` with the same arguments add up to."""
    totals = Totals()
    for sheet in sheets(domain, day, anchor):
        if sheet.reporter.key in leave_out:
            continue
        totals.reports += 1
        for row in sheet.rows:
            totals.add(row)
    return totals


def wrapped(reporter: Reporter, domain: str, day: dt.date, xml: bytes, wrapping: str = "") -> tuple[str, bytes]:
    """The report as the reporter sends it, or as `wrapping` (xml, gzip, zip, mail): file name and content."""
    begin, end = bounds(reporter, day)
    stem = f"{reporter.host}!{domain}!{begin}!{end}"
    how = wrapping or reporter.wrapping
    if how == "zip":
        return f"{stem}.zip", _zipped(f"{stem}.xml", xml)
    if how == "gzip":
        return f"{stem}.xml.gz", _gzipped(xml)
    if how == "mail":
        return f"{stem}.eml", _mailed(reporter, domain, day, (f"{stem}.xml.gz", _gzipped(xml)))
    return f"{stem}.xml", xml


def _gzipped(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=5, mtime=0)  # no time inside: the same bytes on every run


def _zipped(member: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        archive.writestr(zipfile.ZipInfo(member, date_time=(1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _mailed(reporter: Reporter, domain: str, day: dt.date, attachment: tuple[str, bytes]) -> bytes:
    """A report mail as RFC 7489 section 7.2.1.1 and RFC 9990 section 3.5 describe it."""
    name, content = attachment
    sent = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(4, 12, 9), dt.UTC)
    number = report_id(reporter, domain, day)
    boundary = f"=_{number.replace('.', '')}"
    coded = "\r\n".join(textwrap.wrap(base64.b64encode(content).decode(), 76))
    text = (
        f"From: {reporter.email}\r\nTo: dmarc@{domain}\r\n"
        f"Subject: Report Domain: {domain} Submitter: {reporter.host} Report-ID: <{number}>\r\n"
        f"Date: {sent:%a, %d %b %Y %H:%M:%S} +0000\r\nMessage-ID: <{number}@{reporter.host}>\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'
        f"--{boundary}\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
        f"This is an aggregate report from {reporter.org} for {domain}.\r\n"
        f'--{boundary}\r\nContent-Type: application/gzip; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n{coded}\r\n--{boundary}--\r\n'
    )
    return text.encode("ascii")
