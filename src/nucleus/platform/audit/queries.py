"""What an audit line says, in words. The verbs themselves stay as they are: API, exports and hashes have them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nucleus.kernel.registry import registry


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
