"""The menu of this frontend, found by the one that the frame asks (room `public`)."""

from nucleus.kernel.registry import registry
from nucleus.portals.menus import shown
from nucleus.portals.panel.menu import MENU

registry.providers.add("menu.panel", lambda actor: shown(actor, MENU))
