"""Report files of other projects, read to the figures that their projects state."""

import csv
import io

import pytest

from nucleus.dmarc.parsing import read_bytes
from nucleus.dmarc.parsing.tests.building import samples

DMARC_RUA = samples("DmarcRua.zip")
EXPECTED = list(csv.DictReader(io.StringIO(DMARC_RUA["EXPECTED.tsv"].decode()), delimiter="\t"))


def test_all_reports_of_dmarcrua_are_there():
    assert sorted([row["file"] for row in EXPECTED] + ["EXPECTED.tsv"]) == sorted(DMARC_RUA)
    assert len(EXPECTED) == 150


@pytest.mark.parametrize("row", EXPECTED, ids=[row["file"] for row in EXPECTED])
def test_reads_each_report_of_dmarcrua_as_expected(row):
    reading = read_bytes(DMARC_RUA[row["file"]], row["file"])
    (report,) = reading.reports
    found = {
        "file": row["file"],
        "org": report.org,
        "report_id": report.report_id,
        "begin": str(report.begin),
        "end": str(report.end),
        "domain": report.policy.domain,
        "p": report.policy.p,
        "records": str(len(report.records)),
        "messages": str(report.messages),
    }
    assert found == row


PARSEDMARC = {
    "!example.com!1538204542!1538463818.xml": ("repaired", 1, 1),
    "Report domain- borschow.com Submitter- google.com Report-ID- 949348866075514174.eml": ("ok", 1, 1),
    "addisonfoods.com!example.com!1536105600!1536191999.xml": ("ok", 1, 1),
    "empty_reason.xml": ("repaired", 1, 2),
    "estadocuenta1.infonacot.gob.mx!example.com!1536853302!1536939702!2940.xml.zip": ("ok", 1, 1),
    "example.net!example.com!1529366400!1529452799.xml": ("ok", 1, 1),
    "fastmail.com!example.com!1516060800!1516147199!102675056.xml.gz": ("ok", 1, 1),
    "ikea.com!example.de!1538690400!1538776800.xml": ("repaired", 1, 1),
    "invalid_utf_8.xml": ("repaired", 1, 1),
    "invalid_xml.xml": ("repaired", 1, 1),
    "mimecast-weird-gzip.eml": ("repaired", 1, 1),
    "old_draft_from_wiki.xml": ("ok", 1, 2),
    "protection.outlook.com!example.com!1711756800!1711843200.xml": ("ok", 1, 1),
    "rfc9990-example.net!example.com!1700000000!1700086399.xml": ("ok", 2, 7),
    "rfc9990-sample.xml": ("ok", 1, 123),
    "twilight.eml": ("ok", 1, 1),
    "usssa.com!example.com!1538784000!1538870399.xml": ("ok", 2, 2),
    "veeam.com!example.com!1530133200!1530219600.xml": ("repaired", 1, 1),
}


def summary(reading):
    records = sum(len(report.records) for report in reading.reports)
    return reading.status, records, sum(report.messages for report in reading.reports)


def test_reads_the_aggregate_samples_of_parsedmarc():
    found = {name: summary(read_bytes(data, name)) for name, data in samples("parsedmarc.zip").items()}
    assert found == PARSEDMARC


def test_reads_the_aggregate_samples_of_mail_auth_and_dmarc_report_viewer():
    found = {}
    for archive in ("mail-auth.zip", "dmarc-report-viewer.zip"):
        found |= {name: summary(read_bytes(data, name)) for name, data in samples(archive).items()}
    assert {name: read[:3] for name, read in found.items() if read[0] != "ok"} == {"hardfail.xml": ("repaired", 1, 1)}
    assert sum(read[1] for read in found.values()) == 24
    assert sum(read[2] for read in found.values()) == 277
    assert len(found) == 20


@pytest.mark.parametrize(
    ("archive", "kind"), [("parsedmarc-failure.zip", "failure"), ("dmarc-report-viewer-tls.zip", "tls")]
)
def test_recognises_failure_and_tls_reports(archive, kind):
    found = {(reading.kind, reading.status, reading.message) for reading in map(read_bytes, samples(archive).values())}
    assert found == {(kind, "quarantined", "not read yet")}


def test_tells_the_generations_apart():
    found = {name: read_bytes(data, name) for name, data in samples("parsedmarc.zip").items()}
    new = sorted(name for name, reading in found.items() for report in reading.reports if report.generation == "9990")
    assert new == ["rfc9990-example.net!example.com!1700000000!1700086399.xml", "rfc9990-sample.xml"]
    policy = found["rfc9990-example.net!example.com!1700000000!1700086399.xml"].reports[0].policy
    assert (policy.np, policy.testing, policy.discovery_method, policy.pct) == ("reject", "y", "treewalk", None)
