"""The command line: one line for each file, whatever it holds."""

import io
import json
import os
import subprocess
import sys

from nucleus.dmarc.parsing import Limits
from nucleus.dmarc.parsing.reading_cli import read_paths
from nucleus.dmarc.parsing.tests.building import BEGIN, END, packed, report, zipped


def read(*paths, **options):
    out = io.StringIO()
    status = read_paths(paths, out, **options)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_prints_one_object_for_each_file_of_a_folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.zip").write_bytes(zipped(("a.xml", report()), ("b.xml", report(("r-1", "r-2")))))
    (tmp_path / "a.xml.gz").write_bytes(packed(report(("<count>3<", "<count>3.0<"))))
    (tmp_path / "c.txt").write_bytes(b"hello")
    status, lines = read(tmp_path)
    one = {
        "org": "Receiver Example",
        "report_id": "r-1",
        "domain": "customer.example",
        "begin": BEGIN,
        "end": END,
        "records": 2,
        "messages": 7,
    }
    assert status == 0
    assert lines == [
        {
            "file": str(tmp_path / "a.xml.gz"),
            "kind": "aggregate",
            "status": "repaired",
            "reason": "",
            "repairs": [{"code": "count_format", "detail": "count “3.0” read as 3 (row 1)"}],
            "reports": [one],
        },
        {
            "file": str(tmp_path / "c.txt"),
            "kind": "other",
            "status": "quarantined",
            "reason": "It is neither XML nor JSON nor a mail.",
            "repairs": [],
            "reports": [],
        },
        {
            "file": str(tmp_path / "b" / "two.zip"),
            "kind": "aggregate",
            "status": "ok",
            "reason": "",
            "repairs": [],
            "reports": [one, one | {"report_id": "r-2"}],
        },
    ]


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    status, (line,) = read(path)
    assert (status, line["status"], line["reason"]) == (0, "quarantined", "It is 2,147 MB; at most 128 MB are read.")
    assert read(path, limits=Limits(max_input=10))[1][0]["reason"] == "It is 2,147 MB; at most 10 bytes are read."


def test_paths_that_cannot_be_read_give_status_one(tmp_path, capsys):
    (tmp_path / "good.xml").write_bytes(report())
    os.mkfifo(tmp_path / "pipe")
    status, lines = read(tmp_path / "none.xml", tmp_path)
    assert (status, [line["file"] for line in lines]) == (1, [str(tmp_path / "good.xml")])
    assert capsys.readouterr().err == (
        f"{tmp_path}/none.xml: cannot be read: No such file or directory\n"
        f"{tmp_path}/pipe: cannot be read: it is no file\n"
    )


def test_names_cannot_write_to_the_terminal(tmp_path):
    (tmp_path / "a\x1b[31m\n.xml").write_bytes(report())
    out = io.StringIO()
    assert read_paths([tmp_path], out, as_json=False) == 0
    line = out.getvalue()
    assert line.count("\n") == 1
    assert "\x1b" not in line


def test_runs_as_a_module(tmp_path):
    (tmp_path / "a.xml").write_bytes(report())
    command = [sys.executable, "-m", "nucleus.dmarc.parsing", str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    table = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    line = f"{'ok':<11} {'aggregate':<9} {2:>8} rows {7:>10} messages  {'customer.example':<30} a.xml\n"
    assert (table.stdout, table.stderr) == (line, "")
    as_json = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True, env=environment)
    assert json.loads(as_json.stdout)["status"] == "ok"
    usage = subprocess.run(command[:3], capture_output=True, text=True, check=False, env=environment)
    assert usage.returncode == 1
