"""The address of an SMTP server: smtp, smtp+tls or smtps://user:password@host:port."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

SCHEMES = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Server:
    """An SMTP server. `tls` upgrades by STARTTLS (RFC 3207), `ssl` speaks TLS from the start (RFC 8314)."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    ssl: bool = False

    def __repr__(self) -> str:
        return f"<server {self.host}:{self.port}>"


class ServerUnclear(ValueError):
    """The configured address of the mail server cannot be read."""


def read_server(url: str) -> Server | None:
    """The server of the address; nothing for an empty one. Raises ServerUnclear, without the address in it."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or SCHEMES[parts.scheme]
    except (ValueError, KeyError):
        raise ServerUnclear(_("Write smtp://, smtp+tls:// or smtps://user:password@host:port.")) from None
    if not parts.hostname:
        raise ServerUnclear(_("The address names no host."))
    return Server(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtp+tls",
        ssl=parts.scheme == "smtps",
    )


def unclear(url: str) -> str:
    """What is wrong with the address; empty where it can be read."""
    try:
        read_server(url)
    except ServerUnclear as error:
        return str(error)
    return ""


def no_site(address: str) -> str:
    """What is wrong with the beginning of links; empty for http(s)://host, with a port or without."""
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    plain = address == f"{parts.scheme}://{parts.netloc}" and "@" not in address if fits else False
    return "" if plain or not address else _("Write https:// and the host name, without a path.")
