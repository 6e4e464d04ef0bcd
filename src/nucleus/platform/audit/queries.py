"""What an audit line says, in words. The verbs themselves stay as they are: API, exports and hashes have them."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from nucleus.kernel.registry import registry

SOFTWARE = "system: "


def doer(label: str) -> str:
    """Who did it: a person's name; where the software acted by itself, that and for what."""
    if label == SOFTWARE[:-2]:
        return _("Software")
    if not label.startswith(SOFTWARE):
        return label
    return _("Software (%(purpose)s)") % {"purpose": label.removeprefix(SOFTWARE)}


def object_kind(name: str) -> str:
    """The type of an object as its list calls one, else the name with blanks."""
    return str(_kinds().get(name) or name.replace("_", " ").capitalize())


@cache
def _kinds() -> dict[str, Any]:
    """Type of an object to what its list calls one; the lists are all known once the house has started."""
    tables = [registry.resources[name] for name in registry.resources]
    return {table.type: table.one for table in reversed(tables) if table.type and table.one}


def deed(action: str) -> str:
    """An audit verb in words: the label of its permission, else the first sentence of its command, else itself with
    blanks.
    """
    if action == "accounts.sign_in":
        return _("Signed in")
    permission = registry.permissions.get(action)
    if permission is not None:
        return _(permission.label)
    command = registry.commands.get(action)
    if command is not None:
        return _(command.summary.rstrip("."))
    return action.rpartition(".")[2].replace("_", " ").capitalize()
