"""Who can sign in to the demo: one person for each tier and role, with random passwords in a file for this user only.

The passwords are drawn before the accounts are made, so that a build that is killed in between loses none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import orjson
from django.conf import settings

from nucleus.demo.cast import PEOPLE, SUPERADMIN, Firm
from nucleus.demo.customers import firms
from nucleus.kernel.actor import Tier
from nucleus.platform.accounts.frontends import FRONTENDS
from nucleus.platform.accounts.passwords import random_password

FILE = "demo-sign-ins.json"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One way in. `organization` is a name, None for the superadmin; `sign_in` the whole address of the page."""

    tier: str
    role: str
    organization: str | None
    email: str
    password: str
    sign_in: str


def sign_ins_file() -> Path:
    """Where the sign-ins are kept."""
    return Path(settings.DATA_DIR) / FILE


def read_sign_ins() -> list[SignIn]:
    """The sign-ins of the demo in this data folder; none where there is no demo, or the file has been spoilt."""
    try:
        rows = orjson.loads(sign_ins_file().read_bytes())
        return [SignIn(**{name: row[name] for name in SignIn.__slots__}) for row in rows]
    except (FileNotFoundError, orjson.JSONDecodeError, KeyError, TypeError):
        return []


def drawn_sign_ins(base_url: str) -> tuple[list[SignIn], dict[str, str]]:
    """All sign-ins with the addresses of `base_url` (http://host:port), and the passwords that were drawn just now.

    Passwords that the file holds stay. Nothing is written yet.
    """
    known = {entry.email: entry.password for entry in read_sign_ins()}
    entries = list(_entries(base_url, known))
    return entries, {entry.email: entry.password for entry in entries if entry.email not in known}


def keep_sign_ins(entries: list[SignIn]) -> None:
    """Writes the file: as a whole, only where something differs, and never readable by others (mode 600)."""
    if entries != read_sign_ins():
        fresh = sign_ins_file().with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            target.write(orjson.dumps([asdict(entry) for entry in entries], option=orjson.OPT_INDENT_2) + b"\n")
        fresh.replace(sign_ins_file())


def sign_in_lines() -> Iterator[str]:
    """The sign-ins for the terminal, a line each."""
    entries = read_sign_ins()
    widths = [max(len(e.tier) for e in entries), max(len(e.role) for e in entries), max(len(e.email) for e in entries)]
    for entry in entries:
        texts = (entry.tier, entry.role, entry.email)
        head = "  ".join(text.ljust(width) for text, width in zip(texts, widths, strict=True))
        yield f"{head}  {entry.password}  {entry.sign_in}"


def _entries(base_url: str, known: dict[str, str]) -> Iterator[SignIn]:
    found = {firm.slug: firm for firm in firms()}
    email = SUPERADMIN[1]
    address = base_url + FRONTENDS["admin"].sign_in
    yield SignIn("superadmin", "superadmin", None, email, known.get(email) or random_password(), address)
    for person in PEOPLE:
        firm = found[person.organization]
        address = _base(base_url, firm, found) + FRONTENDS[firm.tier.value].sign_in
        password = known.get(person.email) or random_password()
        yield SignIn(firm.tier.value, person.role, firm.name, person.email, password, address)


def _base(base_url: str, firm: Firm, found: dict[str, Firm]) -> str:
    """The white-label host of the organization whose theme its people see, else the plain address."""
    shown: Firm | None = found[firm.parent] if firm.tier is Tier.CUSTOMER else firm
    while shown is not None and shown.tier is not Tier.COMPANY:
        if shown.brand is not None:
            parts = urlsplit(base_url)
            port = f":{parts.port}" if parts.port else ""
            return f"{parts.scheme}://{shown.slug}.localhost{port}"
        shown = found.get(shown.parent)
    return base_url
