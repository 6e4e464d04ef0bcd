"""The sets on disk: those that come with the product, and the operator's own in the data folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from nucleus.kernel.errors import Invalid
from nucleus.version import VERSION

DEFAULT = "default"
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,38}\Z")
MOST_LINKS = 8  # of a chain
SHIPPED_LABELS = (gettext_noop("Default"), gettext_noop("Example with instructions"))


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """A set as its manifest states it. `tokens` are values of themes that nobody chose; `is_own` the operator's."""

    slug: str
    folder: Path
    label: str
    extends: str = ""
    instructions: bool = False
    version: str = ""
    least_version: str = ""
    is_own: bool = False
    tokens: Mapping[str, str] = field(default_factory=dict, hash=False)
    blocks: Mapping[str, list[str]] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return gettext(self.label) if self.label in SHIPPED_LABELS and not self.is_own else self.label or self.slug

    @property
    def public_id(self) -> str:
        """How addresses and the audit trail name it."""
        return self.slug

    @property
    def fits(self) -> bool:
        """Whether this release is at least the one that the set asks for."""
        return _numbers(self.least_version) <= _numbers(VERSION)

    def templates(self) -> list[str]:
        """The paths of its templates, as templates name each other."""
        found = (p for p in self.folder.rglob("*") if p.suffix in (".html", ".txt") and p.is_file())
        return sorted(str(p.relative_to(self.folder)) for p in found)


def _numbers(version: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", version)]


def shipped_folder() -> Path:
    """Where the sets of the product stand."""
    return Path(settings.SETS_DIR)


def own_folder() -> Path:
    """Where the operator's own sets stand."""
    return Path(settings.DATA_DIR) / "sets"


def sets() -> dict[str, TemplateSet]:
    """Every set whose manifest can be read, by slug; the product's come first and cannot be replaced."""
    found: dict[str, TemplateSet] = {}
    for folder, is_own in ((shipped_folder(), False), (own_folder(), True)):
        for path in sorted(folder.glob("*/set.toml")):
            slug = path.parent.name
            if slug in found or not SLUG.match(slug) or path.parent.is_symlink():
                continue
            try:
                found[slug] = read_set(path.parent, is_own=is_own)
            except Invalid:
                continue
    return found


def read_set(folder: Path, *, is_own: bool = True) -> TemplateSet:
    """The set in a folder. Raises Invalid for a manifest that cannot be read or names another slug."""
    try:
        said: dict[str, Any] = tomllib.loads((folder / "set.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Invalid(f"set.toml: {error}") from None
    if said.get("slug") != folder.name:
        raise Invalid("set.toml: slug is not the name of the folder")
    texts = {name: str(said.get(name, "")) for name in ("label", "extends", "version", "least_version")}
    return TemplateSet(
        slug=folder.name,
        folder=folder,
        instructions=said.get("instructions") is True,
        is_own=is_own,
        tokens={str(k): str(v) for k, v in dict(said.get("tokens", {})).items()},
        blocks={str(k): list(v) for k, v in dict(said.get("blocks", {})).items()},
        **texts,
    )


def chain_of(slug: str) -> list[TemplateSet]:
    """The set and what it extends, up to the default one. Raises Invalid for a set or link that is not there, or a
    ring.
    """
    known, at = sets(), slug
    chain: list[TemplateSet] = []
    while at:
        if at not in known or known[at] in chain or len(chain) >= MOST_LINKS:
            raise Invalid(f"the chain of {slug} breaks at {at}")
        chain.append(known[at])
        at = known[at].extends
    if chain[-1].slug != DEFAULT:
        raise Invalid(f"{chain[-1].slug} extends nothing: every chain ends at {DEFAULT}")
    return chain


def tokens_of(slug: str) -> dict[str, str]:
    """The theme values that a chain begins with; the nearest set wins. Empty for a chain that does not stand."""
    try:
        chain = chain_of(slug or DEFAULT)
    except Invalid:
        return {}
    return {name: value for link in reversed(chain) for name, value in link.tokens.items()}


def shows_slots(slug: str) -> bool:
    """Whether a set comes with instructions, which staff see beside the names of its slots."""
    return bool(slug) and slug in (known := sets()) and known[slug].instructions
