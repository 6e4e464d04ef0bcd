"""SVG: parsed without entities, judged against an allow-list, and written anew from what was allowed.

Anything that could act or fetch (script, handler, foreignObject, link, animation, address) is
refused with its reason. What editors leave behind (metadata, namespaces of their own) is left out. Simple class rules
of a `<style>` element become attributes, because drawing programs write them and the served file has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from nucleus.kernel.errors import Invalid

MOST_BYTES = 100_000
MOST_ELEMENTS = 4000
DEEPEST = 40
SVG = "{http://www.w3.org/2000/svg}"

TAGS = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath "
    "mask pattern title desc text tspan".split()
)
LEFT_OUT = frozenset({"metadata"})
ACTING = frozenset("script foreignobject iframe a img object embed style link image video audio canvas".split())
"""Elements that are refused in any namespace; others of a foreign namespace are left out."""
GEOMETRY = frozenset(
    "id x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points width height viewBox preserveAspectRatio transform version dx "
    "dy gradientUnits gradientTransform spreadMethod offset clipPathUnits maskUnits maskContentUnits patternUnits "
    "patternContentUnits patternTransform pathLength rotate textLength lengthAdjust".split()
)
PAINT = frozenset(
    "fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray "
    "stroke-dashoffset stroke-opacity opacity color stop-color stop-opacity clip-path clip-rule mask display "
    "visibility font-family font-size font-weight font-style text-anchor dominant-baseline letter-spacing "
    "vector-effect paint-order shape-rendering mix-blend-mode isolation".split()
)
NOT_INSIDE = {
    "pattern": ("fill", "stroke", "mask", "clip-path"),
    "mask": ("mask",),
    "clipPath": ("clip-path",),
    "symbol": (),
}
"""Attributes with an address that parts inside such an element may not have; copies they may not be at all."""
FRAGMENT = re.compile(r"#[A-Za-z_][\w.-]{0,80}\Z")
LOCAL_URL = re.compile(r"url\(\s*[\"']?#[A-Za-z_][\w.-]{0,80}[\"']?\s*\)")
ACTIVE = re.compile(r"(?i)url\s*\(|javascript|data:|expression|@import|-moz-binding|\\|&#|<|//|image\s*\(|src\s*\(")
CLASS_RULE = re.compile(r"((?:\.[A-Za-z_][\w-]*\s*,?\s*)+)\{([^{}]*)\}")
STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

Rules = Mapping[str, Mapping[str, str]]


def clean_drawing(data: bytes) -> bytes:
    """The drawing, written anew. Raises Invalid for what is too large, is no SVG, or could do more than be looked
    at.
    """
    if len(data) > MOST_BYTES:
        raise _refused(_("This drawing is larger than 100 KB."))
    try:
        root = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise _refused(_("This is no drawing that can be read safely.")) from None
    if root.tag != f"{SVG}svg":
        raise _refused(_("This is not an SVG drawing."))
    if sum(1 for _each in root.iter()) > MOST_ELEMENTS:
        raise _refused(_("This drawing has too many parts."))
    made = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
    _fill(root, made, _class_rules(root), 0)
    _check_copies(made)
    if "viewBox" not in made.attrib and not {"width", "height"} <= made.attrib.keys():
        raise _refused(_("This drawing does not state its size."))
    return bytes(tostring(made, encoding="utf-8"))


def _refused(why: str) -> Invalid:
    return Invalid({"": [why]})


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _fill(source: Element, target: Element, rules: Rules, depth: int) -> None:
    """Copies what is allowed of one element and its children."""
    if depth > DEEPEST:
        raise _refused(_("This drawing is nested too deeply."))
    for name, value in _attributes(source, rules):
        target.set(name, value)
    target.text = source.text
    for child in source:
        tag = _local(child.tag)
        if child.tag.startswith(SVG) and tag in TAGS:
            made = SubElement(target, tag)
            _fill(child, made, rules, depth + 1)
            made.tail = child.tail
        elif not _is_left_out(child.tag, tag):
            raise _refused(_("A logo may not contain <%(tag)s>.") % {"tag": tag[:40]})


def _is_left_out(name: str, tag: str) -> bool:
    """Whether the element is dropped without a word: a style sheet (its rules were taken), or what an editor left."""
    if name.startswith(SVG):
        return tag in LEFT_OUT or tag == "style"
    return tag.lower() not in ACTING


def _check_copies(made: Element) -> None:
    """No copy of a copy, and nothing painted with what is itself painted so: the size of what is drawn stays
    bounded.
    """
    copying = {part.get("id") for part in made.iter() if part.tag == "use" or part.find(".//use") is not None}
    wrong = any(part.get("href", "")[1:] in copying for part in made.iter("use"))
    for holder, painted_by in NOT_INSIDE.items():
        for element in made.iter(holder):
            inner = [part for part in element.iter() if part is not element]
            wrong = wrong or any(
                part.tag == "use" or any("url(" in part.get(name, "") for name in painted_by) for part in inner
            )
    if wrong:
        raise _refused(_("This drawing makes copies of copies."))


def _attributes(source: Element, rules: Rules) -> Iterator[tuple[str, str]]:
    """The allowed attributes; class rules first, so that the element's own win."""
    found: dict[str, str] = {}
    for word in source.get("class", "").split():
        found.update(rules.get(word, {}))
    for name, value in source.attrib.items():
        plain = _local(name)
        if plain.lower().startswith("on"):
            raise _refused(_("A logo may not contain “%(name)s”.") % {"name": plain[:40]})
        if name == "style":
            found.update(_declarations(value))
        elif plain == "href":
            found["href"] = _reference(source, value)
        elif name in GEOMETRY or name in PAINT:
            found[name] = _value(name, value)
    yield from found.items()


def _reference(source: Element, value: str) -> str:
    """An address may only be a part of the same drawing."""
    if _local(source.tag) not in ("use", "linearGradient", "radialGradient", "pattern") or not FRAGMENT.match(value):
        raise _refused(_("A logo may not point to “%(value)s”.") % {"value": value[:60]})
    return value


def _value(name: str, value: str) -> str:
    """The value, where it fetches nothing."""
    if len(value) > MOST_BYTES or ACTIVE.search(LOCAL_URL.sub("", value)):
        raise _refused(_("A logo may not contain “%(name)s” with an address.") % {"name": name})
    return value


def _declarations(text: str) -> dict[str, str]:
    """The declarations of a style as attributes; properties that only matter in a browser's page are left out."""
    found = {}
    for declaration in STYLE_COMMENT.sub("", text).split(";"):
        name, colon, value = declaration.partition(":")
        checked = _value(name.strip()[:40], value.strip())
        if colon and name.strip() in PAINT:
            found[name.strip()] = checked
    return found


def _class_rules(root: Element) -> Rules:
    """The class rules of all style elements. Raises Invalid for sheets that hold anything that fetches."""
    found: dict[str, dict[str, str]] = {}
    for element in root.iter(f"{SVG}style"):
        text = STYLE_COMMENT.sub("", element.text or "")
        if ACTIVE.search(LOCAL_URL.sub("", text)) or "@" in text:
            raise _refused(_("A logo's style sheet may only name colours and lines."))
        for names, body in CLASS_RULE.findall(text):
            for name in re.findall(r"\.([\w-]+)", names):
                found.setdefault(name, {}).update(_declarations(body))
    return found
