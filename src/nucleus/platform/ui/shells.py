"""The whole layout around the main block of a page, finished once and kept with holes for what changes.

Most pages fill only the block `main` of `layouts/app.html`. For those the layout is drawn once per frame and look; each
answer then draws its main block and joins the parts. Other pages go through Django's inheritance as always.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.base import NodeList, Template
from django.template.context import make_context
from django.template.loader import get_template, render_to_string
from django.template.loader_tags import BlockNode, ExtendsNode

from nucleus.kernel.clock import today
from nucleus.kernel.template_sets import kept
from nucleus.platform.ui.frame import Dress, crumbs_of, frame_of, layout_context, pieces
from nucleus.platform.ui.shell import Crumb, Frame

LAYOUT = "layouts/app.html"
MARK = f"hole-{secrets.token_hex(8)}-"  # drawn anew by each process, so that no text from outside holds one
HOLES = re.compile(f"{MARK}(title|crumbs|main|token)")


@lru_cache(maxsize=512)
def main_block(template: Template) -> NodeList | None:
    """The nodes of the main block, where the template fills nothing else of the layout."""
    extends = next((node for node in template.nodelist if isinstance(node, ExtendsNode)), None)
    if extends is None or getattr(extends.parent_name, "var", None) != LAYOUT:
        return None
    main = extends.blocks.get("main")
    if main is None:
        return None
    inner = {node.name for node in main.nodelist.get_nodes_by_type(BlockNode) if isinstance(node, BlockNode)}
    return main.nodelist if extends.blocks.keys() <= inner | {"main"} else None


@kept(512)
def around(frame: Frame, dress: Dress, page_class: str, year: int) -> tuple[str, ...]:
    """The layout cut at its holes: text and names of holes by turns. The year is in the footer."""
    context = {
        "title": f"{MARK}title",
        "main": f"{MARK}main",
        "csrf_token": f"{MARK}token",
        "page_class": page_class,
        **layout_context(frame, dress),
        **pieces(frame, dress, f"{MARK}crumbs"),
    }
    return tuple(HOLES.split(render_to_string("ui/around.html", context)))


def draw_page(request: HttpRequest, name: str, title: str, crumbs: Sequence[Crumb], data: dict[str, Any]) -> str:
    """The page of a template in its frame. `data` is what the template shows beside title, crumbs and frame."""
    found: Any = get_template(name)
    main = main_block(found.template)
    frame, dress = frame_of(request)
    context = {"title": title, "crumbs": list(crumbs), **layout_context(frame, dress), **data}
    crumbs_html = crumbs_of(tuple(crumbs), title, dress.language)
    if main is None or frame.person is None:
        return str(found.render({**context, **pieces(frame, dress, crumbs_html)}, request))
    bound = make_context(context, request, autoescape=True)
    with bound.render_context.push_state(found.template), bound.bind_template(found.template):
        content = main.render(bound)
    parts = around(frame, dress, str(data.get("page_class") or ""), today().year)
    fill = {"title": escape(str(title)), "crumbs": crumbs_html, "main": content}
    token = data.get("csrf_token") or get_token(request)
    return "".join(part if at % 2 == 0 else fill.get(part, token) for at, part in enumerate(parts))


__all__ = ["around", "draw_page", "main_block"]
