"""Without the three wheels the standard library reads the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

from nucleus.dmarc.parsing import read_bytes, rows
from nucleus.dmarc.parsing.engines import in_use
from nucleus.dmarc.parsing.ledger import Ledger
from nucleus.dmarc.parsing.tests.building import samples
from nucleus.dmarc.parsing.tests.variants import VARIANTS

ARCHIVES = ("DmarcRua.zip", "parsedmarc.zip", "parsedmarc-failure.zip", "mail-auth.zip", "dmarc-report-viewer.zip")
WITHOUT_WHEELS = """
import sys
for name in ("lxml", "lxml.etree", "fast_mail_parser", "isal", "isal.isal_zlib"):
    sys.modules[name] = None
from nucleus.dmarc.parsing.tests.test_engines import everything
import json
print(json.dumps(everything()))
"""


def everything():
    """What each sample and variant gives with the engines of this process."""
    files = [(variant.name, variant.data, variant.file) for variant in VARIANTS]
    files += [(name, data, name) for archive in ARCHIVES for name, data in samples(archive).items()]
    files += [(f"{name}, the long way", _with_comment(data), name) for name, data in samples(ARCHIVES[0]).items()]
    found = {"engines": in_use()}
    for key, data, name in files:
        reading = read_bytes(data, name)
        found[key] = [reading.kind, reading.status, reading.reason, [list(repair_of(r)) for r in reading.repairs]]
        found[key] += [repr(reading.reports)]
    return found


def repair_of(repair):
    return repair.code, repair.detail


def _with_comment(data):
    return data.replace(b"</feedback>", b"<!-- --></feedback>")


def test_both_engines_read_the_same():
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])}
    command = [sys.executable, "-c", WITHOUT_WHEELS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    without = json.loads(done.stdout)
    with_wheels = json.loads(json.dumps(everything()))
    assert without.pop("engines") == {"xml": "xml.etree", "mail": "email", "inflate": "zlib"}
    assert with_wheels.pop("engines") == {"xml": "lxml", "mail": "fast-mail-parser", "inflate": "isal"}
    assert {key: (found, without[key]) for key, found in with_wheels.items() if without[key] != found} == {}


def test_the_quick_way_and_the_long_way_agree_on_every_sample():
    for name, data in samples(ARCHIVES[0]).items():
        assert read_bytes(data, name).reports == read_bytes(_with_comment(data), name).reports


def test_what_reports_share_is_bounded_in_number_and_length():
    """A hostile reporter cannot fill the memory that all reports share, and long texts are read all the same."""
    shared, domains = rows._RESULTS, rows._DOMAINS
    reader = rows.RowReader(rows.local_names("feedback"), Ledger())
    long = "x" * 600
    assert reader.result(("dkim", "a.example", "s", None, "pass", long)).human_result == long
    assert reader.domain(f"{long}.example") == f"{long}.example"
    assert [key for key in shared if long in key] == []
    assert [text for text in domains if text and long in text] == []
    for number in range(rows._CACHE_BOUND + 10):
        reader.result(("dkim", f"d{number}.example", None, None, "pass", None))
    assert max(len(shared), len(domains)) <= rows._CACHE_BOUND + 1
    assert reader.domain(None) == ""
