"""Bombs and traps are refused in under a second of CPU, and nothing is written."""

import bz2
import gzip
import io
import struct
import tarfile
import time
import zipfile
import zlib

import pytest

from nucleus.dmarc.parsing import Limits, read_bytes
from nucleus.dmarc.parsing.tests.building import attachment, mail, packed, report, tarred, zipped

MIB = 1 << 20


def blanks_gz(megabytes, begin=b"<feedback>"):
    """A gzip file of XML that goes on in blanks: one packed megabyte, repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = packer.compress(begin) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * MIB) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * megabytes + packer.flush()


def overlapping_zip(names, kernel_size):
    """Many directory entries over one deflated kernel (the shape of CVE-2024-0450)."""
    kernel = zlib.compress(bytes(kernel_size), 9)[2:-4]
    crc = zlib.crc32(bytes(kernel_size))
    local = (
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(kernel), kernel_size, 1, 0) + b"a" + kernel
    )
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(kernel), kernel_size, 1, 0, 0, 0, 0, 0, 0
    )
    directory = (entry + b"a") * names
    return local + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, names, names, len(directory), len(local), 0)


def lying_zip():
    """A member that declares 100 bytes and holds 5 MB."""
    data = bytearray(zipped(("a.xml", b"<feedback>" + bytes(5 * MIB))))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", 100)
    data[22:26] = struct.pack("<L", 100)
    return bytes(data)


def declaring(size):
    data = bytearray(zipped(("a.xml", report())))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", size)
    return bytes(data)


def nested(depth):
    data = report()
    for _ in range(depth):
        data = zipped(("a.zip", data))
    return data


def doubling(levels):
    """A zip of ten copies of a zip of ten copies: 42.zip in small."""
    data = zipped(("a.xml", b"<feedback>" + b" " * 200_000))
    for _ in range(levels):
        data = zipped(*[(f"{number}.zip", data) for number in range(16)])
    return data


def encrypted_zip():
    data = bytearray(zipped(("a.xml", report())))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def sparse_claim():
    """A tar header that promises a size the archive does not have."""
    info = tarfile.TarInfo("a.xml")
    info.size = 1 << 40
    return info.tobuf(tarfile.GNU_FORMAT) + bytes(1024)


BOMBS = {
    "1 GB of blanks": (lambda: blanks_gz(1024), "ratio_too_high"),
    "1 GB of zeros": (lambda: gzip.compress(bytes(MIB)) * 1024, "not_a_report"),
    "1 GB of blanks in a mail": (
        lambda: mail(attachment(blanks_gz(1024), "application/gzip", "a.gz")),
        "ratio_too_high",
    ),
    "overlapping entries": (lambda: overlapping_zip(500, 4 * MIB), "unpacked_too_large"),
    "few overlapping entries": (lambda: overlapping_zip(20, 900_000), "zip_overlap"),
    "2 GB declared": (lambda: declaring(2 << 30), "unpacked_too_large"),
    "lying size": (lying_zip, "archive_damaged"),
    "ratio in a zip": (lambda: zipped(("a.xml", b"<feedback>" + b" " * 20 * MIB)), "ratio_too_high"),
    "bzip2 of blanks": (lambda: bz2.compress(b"<feedback>" + b" " * 20 * MIB), "ratio_too_high"),
    "gzip in gzip of blanks": (lambda: packed(blanks_gz(1024)), "ratio_too_high"),
    "nested six deep": (lambda: nested(6), "too_deep"),
    "zip of zips of zips": (lambda: doubling(3), "ratio_too_high"),
    "2,000 members": (lambda: zipped(*[(f"{n}.xml", b"") for n in range(2000)]), "too_many_members"),
    "2,000 attachments": (lambda: mail(*[attachment(b"x", "a/b", "a")] * 2000), "too_many_members"),
    "encrypted": (encrypted_zip, "encrypted"),
    "tar of a terabyte": (sparse_claim, "archive_cut"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_in_under_a_second(name):
    make, reason = BOMBS[name]
    data = make()
    begin = time.process_time()
    reading = read_bytes(data, name)
    seconds = time.process_time() - begin
    assert (reading.status, reading.reason, reading.reports) == ("quarantined", reason, ())
    assert seconds < 1


XML_BOMBS = {
    "billion laughs": (b'<!DOCTYPE f [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feedback>&b;</feedback>', "doctype"),
    "external entity": (b'<!DOCTYPE f [<!ENTITY a SYSTEM "file:///etc/passwd">]><feedback>&a;</feedback>', "doctype"),
    "parameter entity": (b'<!DOCTYPE f [<!ENTITY % a SYSTEM "http://127.0.0.1/">%a;]><feedback/>', "doctype"),
    "attribute defaults": (b'<!DOCTYPE f [<!ATTLIST record a CDATA "aaaa">]><feedback/>', "doctype"),
    "UTF-7": (b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE f><feedback/>', "not_a_report"),
    "depth": (b"<feedback>" + b"<a>" * 1_000_000, "xml_too_dense"),
    "depth, closed": (b"<feedback>" + b"<a>" * 400_000 + b"</a>" * 400_000 + b"</feedback>", "report_empty"),
    "many open comments": (b"<feedback>" + b"<!--" * 900_000 + b"</feedback>", "report_empty"),
    "many ampersands": (b"<feedback><report_metadata><org_name>" + b"&" * 1_000_000, "report_cut"),
    "elements only": (b"<feedback>" + b"<a/>" * 1_900_000 + b"</feedback>", "xml_too_dense"),
}


@pytest.mark.parametrize("name", XML_BOMBS)
def test_xml_bomb_is_refused(name):
    data, reason = XML_BOMBS[name]
    begin = time.process_time()
    reading = read_bytes(data)
    seconds = time.process_time() - begin
    assert (reading.status, reading.reports) == ("quarantined", ())
    assert reading.reason == reason
    assert seconds < 3


def test_names_that_climb_are_only_names():
    data = zipped(("../../etc/passwd", report()), ("/absolute.xml", report(("r-1", "r-2"))))
    reading = read_bytes(data, "a.zip")
    assert [member.name for member in reading.members] == ["a.zip/../../etc/passwd", "a.zip//absolute.xml"]
    assert [report.report_id for report in reading.reports] == ["r-1", "r-2"]


def test_links_and_devices_in_a_tar_are_passed_over():
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("a.xml")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    reading = read_bytes(buffer.getvalue(), "a.tar")
    assert reading.reason == "archive_empty"
    both = read_bytes(buffer.getvalue()[: 4 * 512] + tarred(("b.xml", report())), "a.tar")
    assert (both.status, len(both.reports)) == ("ok", 1)


def test_a_file_above_the_bound_is_not_opened():
    reading = read_bytes(bytes(2 * MIB), limits=Limits(max_input=MIB))
    assert (reading.reason, reading.message) == ("too_large", "It is 2 MB; at most 1 MB are read.")


def test_too_many_rows():
    reading = read_bytes(report(), limits=Limits(max_records=1))
    assert (reading.status, reading.reason) == ("quarantined", "too_many_records")


def test_all_bounds_hold_for_streams_too():
    data = gzip.compress(report(("</report_metadata>", " " * 200_000 + "</report_metadata>")))
    small = Limits(max_tree=50_000)
    assert read_bytes(data, limits=small).reports == read_bytes(data).reports
    refused = read_bytes(data, limits=Limits(max_tree=50_000, max_unpacked=100_000))
    assert (refused.reason, refused.reports) == ("unpacked_too_large", ())
    doctype = gzip.compress(b"<feedback>" + b" " * 60_000 + b"<!DOCTYPE x>" + b" " * 60_000)
    assert read_bytes(doctype, limits=small).reason == "doctype"


def test_zip_reader_agrees_with_the_standard_library():
    data = zipped(*[(f"{number}.xml", report(("r-1", f"r-{number}"))) for number in range(50)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        expected = [archive.read(name) for name in archive.namelist()]
    reading = read_bytes(data)
    assert [read_bytes(content).reports for content in expected] == [(report,) for report in reading.reports]
