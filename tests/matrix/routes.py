"""The routes of the house and what the policy says of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.matrix.policy import policy

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
FLAGS = ("own", "maybe")
"""`own`: about the own organization, which the superadmin lacks; `maybe`: 404 or 410 also where the file itself is
not kept.
"""

PUBLIC, SIGNED = "anyone", "signed"


@dataclass(frozen=True, slots=True)
class Rule:
    """One method of one route: who may (a permission, `anyone`, `signed`), and the model that the address names."""

    route: str
    method: str
    who: str
    model: str = ""
    reach: str = ""
    flag: str = ""

    @property
    def is_api(self) -> bool:
        """Whether programs call it: refusals are statuses, not ways to the sign-in page."""
        return self.route.startswith("api/") and self.route != "api/"


def walk(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route with its pattern, in the order in which addresses are looked up."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from walk(entry, route)


def methods_of(entry: URLPattern) -> set[str]:
    """The methods that a class-based view answers; empty where a function keeps them to itself."""
    callback: Any = entry.callback
    view = getattr(callback, "view_class", None) or getattr(callback, "cls", None)
    if view is None:
        return set()
    made = view(**getattr(callback, "view_initkwargs", getattr(callback, "initkwargs", {})))
    if hasattr(made, "allowed"):
        return {m for m in made.allowed() if m in METHODS}
    return {m for m in METHODS if hasattr(made, m.lower())}


def standing() -> dict[str, set[str]]:
    """Route to methods, the first pattern of a route (the one that answers) only."""
    found: dict[str, set[str]] = {}
    for route, entry in walk():
        found.setdefault(route, methods_of(entry))
    return found


def rules() -> list[Rule]:
    """All rules of the policy: `METHOD[+METHOD] who [Model] [reach=relations]`, parted by `;`."""
    found = []
    for route, text in policy()["routes"].items():
        for part in text.split(";"):
            methods, who, *rest = part.split()
            model = next((word for word in rest if "." in word), "")
            flag = next((word for word in rest if word in FLAGS), "")
            reach = next((word.removeprefix("reach=") for word in rest if word.startswith("reach=")), "")
            found += [Rule(route, method, who, model, reach, flag) for method in methods.split("+")]
    return found
