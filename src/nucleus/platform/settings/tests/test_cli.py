"""`nucleus settings`: what it prints, takes and refuses."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from tests.cast import Cast

from nucleus.kernel.errors import Problem
from nucleus.platform.settings import command_line as cli


def printed(call: object, *arguments: object) -> str:
    out = io.StringIO()
    assert call(*arguments, out) == 0  # type: ignore[operator]
    return out.getvalue()


def test_set_get_list_and_reset(cast: Cast) -> None:
    assert cli.set_setting("sessions.idle", "90") == 0
    assert printed(cli.get_setting, "sessions.idle") == "90\n"
    out = io.StringIO()
    cli.list_settings(out, "sessions.idle")
    assert out.getvalue() == "sessions.idle  90 minutes  (own)\n"
    cli.reset_setting("sessions.idle")
    assert printed(cli.get_setting, "sessions.idle") == "1440\n"


@pytest.mark.parametrize(("key", "text"), [("sessions.idle", "1"), ("sessions.idle", "soon"), ("no.such", "1")])
def test_what_is_wrong_is_refused_with_a_sentence(cast: Cast, key: str, text: str) -> None:
    with pytest.raises(Problem, match=key):
        cli.set_setting(key, text)


def test_a_secret_comes_from_standard_input_and_is_not_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("smtp://user:zebra@127.0.0.1:25\n"))
    cli.set_setting("mail.server", "-")
    assert printed(cli.get_setting, "mail.server") == '"***"\n'
    out = io.StringIO()
    cli.list_settings(out)
    cli.export_settings(out)
    assert "zebra" not in out.getvalue()


def test_an_export_is_taken_over(cast: Cast, tmp_path: Path) -> None:
    cli.set_setting("signin.tries", "7")
    file = tmp_path / "settings.json"
    file.write_text(printed(cli.export_settings))
    assert json.loads(file.read_text())["values"] == {"signin.tries": 7}
    cli.reset_setting("signin.tries")
    for dry_run, value in ((True, "5\n"), (False, "7\n")):
        out = io.StringIO()
        cli.take_over(file, out, dry_run=dry_run)
        assert (out.getvalue(), printed(cli.get_setting, "signin.tries")) == ("signin.tries: 5 -> 7\n", value)
    file.write_text("[1]")
    with pytest.raises(Problem):
        cli.take_over(file, io.StringIO(), dry_run=False)
