"""What the environment says: the few values that are known before the database is."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parents[1]


def data_dir() -> Path:
    """Where everything that changes lives: `NUCLEUS_DATA`, by default `var` in the working directory."""
    path = Path(os.environ.get("NUCLEUS_DATA") or "var").resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret_key(data: Path) -> str:
    """The signing key: from `NUCLEUS_SECRET_KEY`, else a file of mode 600 that is made once."""
    given = os.environ.get("NUCLEUS_SECRET_KEY")
    if given:
        return given
    file = data / "secret.key"
    if not file.exists():
        fresh = file.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            os.link(fresh, file)  # the first of several processes wins; the others read its key
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text().strip()


def database(data: Path) -> dict[str, Any]:
    """Django's connection settings for `NUCLEUS_DATABASE` (postgresql://user:password@host:port/name), else SQLite."""
    url = os.environ.get("NUCLEUS_DATABASE", "")
    if url:
        parts = urlsplit(url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data / "nucleus.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY",
        },
        "TEST": {"NAME": None},
    }


def flag(name: str, *, default: bool = False) -> bool:
    """A yes/no variable: 1, true, yes, on."""
    value = os.environ.get(name, "")
    return default if not value else value.lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """A list separated by commas or blanks."""
    return os.environ.get(name, "").replace(",", " ").split()
