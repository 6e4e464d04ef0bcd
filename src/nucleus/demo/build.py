"""Building the demo: the structure at once, the history by a job of the worker."""

from __future__ import annotations

import datetime as dt
import time
from typing import TextIO

from nucleus.demo.cast import COMPANY
from nucleus.demo.drops import write_reports
from nucleus.demo.founding import found_company, renew_passwords
from nucleus.demo.history import filled_days, missing_days, note_wanted
from nucleus.demo.jobs import fill_history
from nucleus.demo.sign_ins import drawn_sign_ins, keep_sign_ins
from nucleus.demo.structure import Say, build_structure
from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import today
from nucleus.kernel.errors import Refused
from nucleus.platform.jobs.models import OPEN, JobRun
from nucleus.platform.tree.models import Organization


def build_demo(base_url: str, out: TextIO) -> None:
    """Makes the demo channel, or completes it; writes the sign-ins and the report files to drop.

    `base_url` (http://host:port) is where the web server answers. A demo that stands keeps its data and passwords; the
    days since the last start are ordered. Raises Refused where the database holds a real installation.
    """
    started = time.monotonic()

    def say(text: str) -> None:
        out.write(f"demo: {text} ({time.monotonic() - started:.1f} s)\n")
        out.flush()

    with system_actor("demo channel"):
        company = stand_structure(base_url, say)
        anchor = company.created_at.astimezone(dt.UTC).date()
        yesterday = today() - dt.timedelta(days=1)
        _order_history(anchor, yesterday, say)
    write_reports(yesterday, anchor)


def stand_structure(base_url: str, say: Say) -> Organization:
    """Makes what is missing of sign-ins, organizations, people, themes and domains; answers the company.

    Asked for as the system. Raises Refused where the database holds a real installation.
    """
    _refuse_real_installation()
    passwords = _sign_ins(base_url.rstrip("/"), say)
    company = found_company(passwords)
    build_structure(passwords, say)
    return company


def _sign_ins(base_url: str, say: Say) -> dict[str, str]:
    """Passwords by address, written down before the accounts are made, so that a build that is killed loses none.

    Accounts that stand while their password is not in the file get a new one first: killed in between, the next build
    misses it still and draws again.
    """
    entries, drawn = drawn_sign_ins(base_url)
    if drawn and (renewed := renew_passwords(drawn)):
        say(f"{renewed} sign-ins were lost and have new passwords")
    keep_sign_ins(entries)
    return {entry.email: entry.password for entry in entries}


def _refuse_real_installation() -> None:
    company = Organization.objects.filter(tier=COMPANY.tier).first()
    if company is not None and company.slug != COMPANY.slug:
        raise Refused(f"The database belongs to {company.name}, not to the demo; nothing was changed.")


def _order_history(anchor: dt.date, yesterday: dt.date, say: Say) -> None:
    """Orders the missing days, unless a run is under way already (then the next start looks again)."""
    days = [day.isoformat() for day in missing_days(anchor, yesterday)]
    note_wanted(len(filled_days()) + len(days))
    if not days or JobRun.objects.filter(name=fill_history.name, state__in=OPEN).exists():
        return
    fill_history.enqueue(days=days, anchor=anchor.isoformat(), hold_out=yesterday.isoformat())
    say(f"{len(days)} days of reports ordered; the worker fills them in")
