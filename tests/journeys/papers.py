"""Report files for the journeys, each with its truth."""

from __future__ import annotations

import datetime as dt
import gzip
import struct
import zlib
from dataclasses import dataclass

YESTERDAY = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)


@dataclass(frozen=True)
class Paper:
    """An aggregate report: messages of `day` by outcome, as `reporter` counted them for `domain`."""

    domain: str
    reporter: str
    both: int = 0
    dkim_only: int = 0
    spf_only: int = 0
    failed: int = 0
    day: dt.date = YESTERDAY

    @property
    def name(self) -> str:
        """The file name as RFC 7489 section 7.2.1.1 forms it."""
        begin, end = self._bounds()
        return f"{self.reporter}!{self.domain}!{begin}!{end}.xml"

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """In the order of the charts: SPF and DKIM, DKIM only, SPF only, failed."""
        return self.both, self.dkim_only, self.spf_only, self.failed

    def _bounds(self) -> tuple[int, int]:
        begin = dt.datetime.combine(self.day, dt.time(), dt.UTC)
        return int(begin.timestamp()), int(begin.timestamp()) + 86399

    def xml(self) -> bytes:
        """The file."""
        begin, end = self._bounds()
        verdicts = (("pass", "pass"), ("pass", "fail"), ("fail", "pass"), ("fail", "fail"))
        rows = "".join(
            f"<record><row><source_ip>192.0.2.{n + 10}</source_ip><count>{count}</count><policy_evaluated>"
            f"<disposition>none</disposition><dkim>{dkim}</dkim><spf>{spf}</spf></policy_evaluated></row>"
            f"<identifiers><header_from>{self.domain}</header_from></identifiers><auth_results>"
            f"<dkim><domain>{self.domain}</domain><selector>s1</selector><result>{dkim}</result></dkim>"
            f"<spf><domain>{self.domain}</domain><result>{spf}</result></spf></auth_results></record>"
            for n, (count, (dkim, spf)) in enumerate(zip(self.counts, verdicts, strict=True))
            if count
        )
        return (
            f"<?xml version='1.0' encoding='UTF-8'?><feedback><version>1.0</version><report_metadata>"
            f"<org_name>{self.reporter}</org_name><email>dmarc@{self.reporter}</email>"
            f"<report_id>{self.reporter}-{self.domain}-{begin}</report_id>"
            f"<date_range><begin>{begin}</begin><end>{end}</end></date_range></report_metadata>"
            f"<policy_published><domain>{self.domain}</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><pct>100</pct>"
            f"</policy_published>{rows}</feedback>"
        ).encode()

    def gz(self) -> bytes:
        """The file, packed."""
        return gzip.compress(self.xml(), mtime=0)


def bomb(unpacked: int = 2 * 1024**3) -> bytes:
    """A zip archive with one member that unpacks to so many bytes of zeros; packing costs nearly nothing.

    Deflate lets blocks be repeated after a full flush (RFC 1951), so one packed piece is written many times over.
    """
    piece = 16 * 1024 * 1024
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(piece)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packed * (unpacked // piece) + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    name = b"report.xml"
    fields = (20, 0, 8, 0, 33, 0, len(body), unpacked - 1, len(name), 0)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + name
    central = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local) + len(body), 0)
    return local + body + central + end


JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb0043000101") + bytes(200) + b"\xff\xd9"
