"""What a set should not do: `nucleus templates check SET`.

Each file is read: what the content policy would refuse, what is unescaped, tags beyond the list, blocks that nobody
draws, slots that got lost. Every page of the fixtures is drawn in the chain: it comes out, with its landmarks and one
h1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.template import engines
from django.template.base import NodeList, Template
from django.template.loader_tags import BlockNode, ExtendsNode
from lxml import html

from nucleus.kernel.errors import Invalid
from nucleus.kernel.template_sets import asking
from nucleus.platform.sets.catalogue import TemplateSet, chain_of

COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
RULES = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[a-z:-]*)\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a script address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "a file of another host": re.compile(
        r"<(?:script|link|img|iframe|source|video|audio|object|embed|form)[^>]*(?:src|href|data|action)\s*=\s*[\"']?"
        r"(?:https?:)?//",
        re.IGNORECASE,
    ),
    "unescaped output": re.compile(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape"),
    "a frame or plug-in": re.compile(r"<(?:iframe|object|embed|base|applet|frame)\b", re.IGNORECASE),
}
ON_PAPER = frozenset({"an inline style", "a style element"})
"""What mails and documents may do: mail programs drop style sheets."""
TAGS = frozenset(
    "extends include block endblock load if elif else endif for empty endfor with endwith translate blocktranslate "
    "plural endblocktranslate comment endcomment now icon asset part field tag csrf_token get_current_language url "
    "firstof cycle partialdef endpartialdef partial spaceless endspaceless chart chart_ring bar ring spark world "
    "swatch form_key verbatim endverbatim".split()
)
LIBRARIES = frozenset({"i18n", "ui", "partials"})
TAG = re.compile(r"\{%-?\s*(\w+)([^%]*)%\}")
SLOT = re.compile(r"data-slot=\"([\w.]+)\"")

Pages = Mapping[str, Mapping[str, Any]]


def check_set(slug: str, pages: Pages) -> list[str]:
    """The findings, one line each; nothing for a set that may be used. `pages` are templates with what they show."""
    try:
        chain = chain_of(slug)
    except Invalid as error:
        return [str(error)]
    found = [] if chain[0].fits else [f"set.toml: asks for release {chain[0].least_version} or later"]
    engine = _engine(chain)
    for name in chain[0].templates():
        found += _file_findings(chain[0], name)
        found += _tree_findings(engine, chain, name)
    return [*found, *_page_findings(slug, pages)]


def _engine(chain: Sequence[TemplateSet]) -> Any:
    backend: Any = engines["django"]
    return backend.over([link.folder for link in chain]).engine


def _file_findings(checked: TemplateSet, name: str) -> Iterator[str]:
    """What stands in one file that should not."""
    text = (checked.folder / name).read_text(encoding="utf-8", errors="replace")
    text = COMMENT.sub(lambda hit: "\n" * hit[0].count("\n"), text)
    on_paper = name.split("/", maxsplit=1)[0] in ("mail", "document")
    for what, rule in RULES.items():
        if not (on_paper and what in ON_PAPER):
            for hit in rule.finditer(text):
                yield f"{name}:{text.count(chr(10), 0, hit.start()) + 1}: {what}"
    for hit in TAG.finditer(text):
        line = text.count("\n", 0, hit.start()) + 1
        if hit[1] not in TAGS:
            yield f"{name}:{line}: the tag {hit[1]} is not among those that a set may use"
        elif hit[1] == "load" and not set(hit[2].split()) <= LIBRARIES:
            yield f"{name}:{line}: loads something else than {', '.join(sorted(LIBRARIES))}"


def _tree_findings(engine: Any, chain: Sequence[TemplateSet], name: str) -> list[str]:
    """Blocks that no page above draws, slots of the file behind it that got lost, and what does not compile."""
    try:
        parents = [n for n in engine.get_template(name).nodelist if isinstance(n, ExtendsNode)]
        return _dead_blocks(engine, chain, name, parents[0]) if parents else _lost_slots(chain, name)
    except Exception as error:  # noqa: BLE001 - whatever a template raises is a finding
        return [f"{name}: {type(error).__name__}: {error}"]


def _dead_blocks(engine: Any, chain: Sequence[TemplateSet], name: str, parent: Any) -> list[str]:
    known = _blocks_above(engine, chain, name, str(parent.parent_name.var))
    return [
        f"{name}: no page draws the block {block}" for block in sorted(parent.blocks.keys() - known - _nested(parent))
    ]


def _lost_slots(chain: Sequence[TemplateSet], name: str) -> list[str]:
    here = (chain[0].folder / name).read_text(encoding="utf-8")
    lost = set(SLOT.findall(_behind(chain, name))) - set(SLOT.findall(here))
    return [f"{name}: the slot {slot} is missing" for slot in sorted(lost)]


def _behind(chain: Sequence[TemplateSet], name: str) -> str:
    """The text of the file that this one stands in for; empty where there is none."""
    try:
        found = _engine(chain[1:]).get_template(name) if len(chain) > 1 else None
    except Exception:  # noqa: BLE001 - absent, or broken and told elsewhere
        return ""
    return str(found.source) if found else ""


def _blocks_above(engine: Any, chain: Sequence[TemplateSet], name: str, parent: str) -> set[str]:
    """The names of all blocks of what the file extends, up to the base."""
    found: set[str] = set()
    template: Template | None = (_engine(chain[1:]) if parent == name else engine).get_template(parent)
    for _step in range(12):
        if template is None:
            break
        found |= {node.name for node in _nodes(template.nodelist)}
        extends: Any = next((node for node in template.nodelist if isinstance(node, ExtendsNode)), None)
        above = str(extends.parent_name.var) if extends else ""
        template = (_engine(chain[1:]) if above == template.name else engine).get_template(above) if above else None
    return found


def _nodes(nodes: NodeList) -> list[Any]:
    return list(nodes.get_nodes_by_type(BlockNode))


def _nested(parent: ExtendsNode) -> set[str]:
    """Blocks that the file itself draws inside another one."""
    return {inner.name for block in parent.blocks.values() for inner in _nodes(block.nodelist)} - {
        block.name for block in parent.nodelist if isinstance(block, BlockNode)
    }


def _page_findings(slug: str, pages: Pages) -> Iterator[str]:
    """What is wrong with the drawn pages."""
    backend: Any = engines["django"]
    backend.forget(slug)
    with asking(lambda: slug):
        for name, context in pages.items():
            try:
                text = backend.get_template(name).render(dict(context))
            except Exception as error:  # noqa: BLE001 - whatever a template raises is a finding
                yield f"{name}: is not drawn: {type(error).__name__}: {error}"
                continue
            if "<html" in text and not name.startswith(("mail/", "document/")):
                yield from _landmarks(name, text)


def _landmarks(name: str, text: str) -> Iterator[str]:
    """What everybody who cannot see the page relies on."""
    page: Any = html.document_fromstring(text)
    wanted = {
        "the language of the page": "/html[@lang]",
        "the landmark main with the id main": "//main[@id='main']",
        "a title": "//head/title[normalize-space()]",
        "a heading h1": "//h1",
    }
    for what, path in wanted.items():
        if not page.xpath(path):
            yield f"{name}: {what} is missing"
    if len(page.xpath("//h1")) > 1:
        yield f"{name}: more than one h1"
    if page.xpath("//nav | //aside") and not page.xpath("//a[@href='#main']"):
        yield f"{name}: the link that skips to the content is missing"
