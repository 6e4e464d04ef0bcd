"""The frame of a usual report, metadata and policy, by one pattern that admits nothing but plain elements."""

import re
from typing import NamedTuple

_ATTRIBUTE = r' +xmlns(?::xs[di])?="[^"<&]*"'
_ROOT = re.compile(
    r'(?:<\?xml version="1\.0"(?: +encoding="[Uu][Tt][Ff]-8")?(?: +standalone="(?:yes|no)")? *\?>)?'
    rf"\s*<feedback((?:{_ATTRIBUTE})*)>",
    re.ASCII,
)
_SPACE = re.compile(r' xmlns="([^"]*)"')
_TEXT = r"[^<\x00-\x08\x0b\x0c\x0e-\x1f]*"
_CONTAINERS = ("report_metadata", "date_range", "policy_published")
_TOKEN = re.compile(rf"(\s*<(?:([a-z_]+)>({_TEXT})</\2|(/?)({'|'.join(_CONTAINERS)}))>)", re.ASCII)
_PARENTS = {"report_metadata": "", "policy_published": "", "date_range": "report_metadata"}
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos);")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


class Deviates(Exception):  # noqa: N818 - nothing is wrong, the long way is taken
    """The document is not of the plain shape."""


class Frame(NamedTuple):
    """A report without its rows. `root_tag` is the root's name in the notation of ElementTree."""

    root_tag: str
    version: str
    metadata: dict[str, str]
    policy: dict[str, str]


def read_frame(head: str, tail: str) -> Frame:
    """The frame from the text before the first and after the last row. Raises Deviates at anything unusual."""
    root = _ROOT.match(head)
    if root is None or tail.strip(" \t\r\n") != "</feedback>":
        raise Deviates
    fields = _fields(head[root.end() :].rstrip(" \t\r\n"))
    spaces = _SPACE.findall(root[1]) if root[1] else ()
    if len(spaces) > 1:
        raise Deviates
    tag = f"{{{spaces[0]}}}feedback" if spaces else "feedback"
    return Frame(tag, fields[""].get("version", ""), fields["report_metadata"], fields["policy_published"])


def _fields(body: str) -> dict[str, dict[str, str]]:
    fields: dict[str, dict[str, str]] = {"": {}}
    place, into = "", fields[""]
    length = 0
    for whole, name, text, end, container in _TOKEN.findall(body):
        length += len(whole)
        if name:
            if name in into or name in _PARENTS:
                raise Deviates
            into[name] = unescaped(text) if "&" in text else text.strip()
        elif end:
            if place != container:
                raise Deviates
            place = _PARENTS[container]
        else:
            if _PARENTS[container] != place or container in fields:
                raise Deviates
            place = container
            into = fields.setdefault(place, {})
            if place == "date_range":
                into = fields["report_metadata"]
    if length != len(body) or place or len(fields) != len(_PARENTS) + 1:  # a gap is no plain element
        raise Deviates
    return fields


def unescaped(text: str) -> str:
    """Text with the five entities of XML replaced. Raises Deviates at any other."""
    if text.count("&") != len(_ENTITY.findall(text)):
        raise Deviates
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[0]], text).strip()
