"""Filling the history in the background, the newest day first, so that pages are worth a look at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from nucleus.demo.history import fill_day, filled_days
from nucleus.kernel.actor import system_actor
from nucleus.platform.jobs.job import job
from nucleus.platform.jobs.running import ToBeContinued, current_job


@job("demo.fill_history", limit=7200, label="Fill the demo with the reports of 90 days", retries=5, priority=-10)
def fill_history(*, days: Sequence[str], anchor: str, hold_out: str) -> None:
    """Fills the days (ISO dates) in their order; `hold_out` is the day whose drop files are left out.

    Days that are filled are passed over, so a run that was killed goes on where it ended.
    """
    running = current_job()
    filled = filled_days()
    files = 0
    for done, text in enumerate(days):
        day = dt.date.fromisoformat(text)
        if day not in filled:
            with system_actor("demo history"):
                files += fill_day(day, dt.date.fromisoformat(anchor), hold_out=text == hold_out)
        running.progress(done + 1, len(days), f"Reports of {text} are in; {files:,} files so far")
        if running.stopping and done + 1 < len(days):
            raise ToBeContinued
