"""The accelerators: three wheels that make reading fast. Without one, the standard library does its work."""

import zlib
from importlib import import_module
from typing import Any


def _wheel(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None


LXML: Any = _wheel("lxml.etree")
MAIL: Any = _wheel("fast_mail_parser")
ISAL: Any = _wheel("isal.isal_zlib")
ZLIB: Any = ISAL or zlib
ZLIB_ERRORS: tuple[type[Exception], ...] = (zlib.error, ISAL.IsalError) if ISAL else (zlib.error,)


def in_use() -> dict[str, str]:
    """Which engine does what, for the health page and for tests."""
    return {
        "xml": "lxml" if LXML else "xml.etree",
        "mail": "fast-mail-parser" if MAIL else "email",
        "inflate": "isal" if ISAL else "zlib",
    }
