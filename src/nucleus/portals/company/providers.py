"""The menu of this frontend, found by the one that the frame asks (room `public`)."""

from nucleus.kernel.registry import registry
from nucleus.portals.company.menu import MENU
from nucleus.portals.menus import shown

registry.providers.add("menu.company", lambda actor: shown(actor, MENU))
