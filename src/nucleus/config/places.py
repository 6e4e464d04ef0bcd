"""From an address to its code: what a view says of itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from nucleus.config.environment import PACKAGE
from nucleus.kernel.registry import registry


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every route of the house as (pattern, view), in the order in which they are tried."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, pattern)
        elif isinstance(entry, URLPattern):
            yield pattern, entry.callback


def told(view: Any, name: str) -> str:
    """What the view tells of itself (`permission`, `template_name`, `command`): function, class or options."""
    options = getattr(view, "view_initkwargs", {})
    for source in (
        options.get(name),
        getattr(view, name, None),
        getattr(getattr(view, "view_class", None), name, None),
        getattr(getattr(view, "cls", None), name, None),
    ):
        if source:
            return str(getattr(source, "name", source))
    return ""


def place_of(view: Any, route: str) -> dict[str, str]:
    """Route, view with file and line, permission, template file and command of a view; "-" where it has none."""
    cls = getattr(view, "view_class", None) or getattr(view, "cls", None)
    options = getattr(view, "view_initkwargs", {})
    subject = cls or inspect.unwrap(view)
    command = told(view, "command")
    return {
        "route": "/" + route,
        "view": _spot(subject) + (f" ({', '.join(f'{k}={_word(v)}' for k, v in options.items())})" if options else ""),
        "permission": told(view, "permission") or "-",
        "template": _template(told(view, "template_name")),
        "command": f"{command}  {_spot(registry.commands[command].function)}"
        if command in registry.commands
        else (command or "-"),
    }


def _word(value: Any) -> str:
    return str(getattr(value, "name", value))[:60]


def _spot(subject: Any) -> str:
    subject = inspect.unwrap(subject)
    try:
        file, line = inspect.getsourcefile(subject), inspect.getsourcelines(subject)[1]
    except (OSError, TypeError):
        return f"{subject.__module__}.{subject.__qualname__}"
    return f"{_near(file or '')}:{line} {subject.__qualname__}"


def _near(file: str) -> str:
    path = Path(file).resolve()
    root = PACKAGE.parents[1]
    return str(path.relative_to(root)) if root in path.parents else str(path)


def _template(name: str) -> str:
    if not name:
        return "-"
    try:
        origin = getattr(get_template(name), "origin", None)
    except TemplateDoesNotExist:
        return f"{name} (missing)"
    return _near(str(origin.name)) if origin else name
