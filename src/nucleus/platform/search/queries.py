"""Finding: words in, groups of things out, as the actor in context sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nucleus.kernel.actor import Actor, current_actor
from nucleus.kernel.ids import is_public_id
from nucleus.kernel.registry import registry
from nucleus.kernel.searches import Found, SearchList, SearchSource
from nucleus.platform.search.engine import matching
from nucleus.platform.search.reach import in_scope, reach
from nucleus.platform.search.words import closeness, fits, question_words

FEW = 5  # of each group where all groups stand together
MANY = 50  # of one group by itself
CANDIDATES = 40  # looked at for the few that are shown, so that the best of them come first


class Group(NamedTuple):
    """What was found of one source. `more` says that there is more than what is listed."""

    name: str
    label: str
    items: tuple[Found, ...]
    more: bool


def kinds(actor: Actor) -> list[SearchSource | SearchList]:
    """The sources that the actor may look into, lists in memory first."""
    held = [source for _name, source in registry.searches.items()]
    lists = [source for source in held if isinstance(source, SearchList)]
    return [*lists, *(s for s in held if isinstance(s, SearchSource) and actor.may(s.permission))]


def find(text: str, *, only: str = "", most: int = FEW) -> list[Group]:
    """What fits the words of the text, grouped by source; groups without a hit are left out.

    `only` names one source. Nothing is found without a word.
    """
    actor, words = current_actor(), question_words(text)
    if not words:
        return []
    groups = []
    for source in kinds(actor):
        if only and source.name != only:
            continue
        hits = _listed(source, actor, words) if isinstance(source, SearchList) else _indexed(source, words, most)
        if hits:
            groups.append(Group(source.name, str(source.label), tuple(hits[:most]), len(hits) > most))
    return groups


def by_public_id(text: str) -> Found | None:
    """The thing in sight with exactly that public id, where the actor may view its kind."""
    wanted = text.strip().upper()
    if not is_public_id(wanted):
        return None
    actor = current_actor()
    for source in kinds(actor):
        if isinstance(source, SearchSource) and wanted.startswith(f"{source.prefix}-"):
            found = read_rows(source, public_ids=[wanted])
            if found:
                return next(iter(found.values()))
    return None


def found_keys(name: str, text: str, most: int) -> list[int]:
    """Keys of the newest rows of a source whose documents fit, for a list that filters by them; none without a word."""
    source, words = registry.searches[name], question_words(text)
    actor = current_actor()
    return matching(reach(source, actor), words, in_scope(source, actor), most)


def _listed(source: SearchList, actor: Actor, words: Sequence[str]) -> list[Found]:
    return [entry for entry in source.entries(actor) if fits(f"{entry.title} {entry.detail}", words)]


def _indexed(source: SearchSource, words: Sequence[str], most: int) -> list[Found]:
    actor = current_actor()
    keys = matching(reach(source, actor), words, in_scope(source, actor), max(CANDIDATES, most + 1))
    if not keys:
        return []
    found = read_rows(source, keys=keys)
    ordered = [found[key] for key in keys if key in found]
    return sorted(ordered, key=lambda each: closeness(each.title, words))


def read_rows(source: SearchSource, *, keys: Sequence[int] = (), public_ids: Sequence[str] = ()) -> dict[int, Found]:
    """Rows of a source as they are now, read within the actor's sight, by their key."""
    rows = source.rows().filter(pk__in=keys) if keys else source.rows().filter(public_id__in=public_ids)
    found = {}
    for key, public_id, *values in rows.values_list("pk", "public_id", *source.reads):
        title, detail = source.says(*values)
        found[key] = Found(title, detail, source.address.format(public_id=public_id), source.icon, public_id)
    return found
