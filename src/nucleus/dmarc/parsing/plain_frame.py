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
_METADATA = ("org_name", "email", "extra_contact_info", "report_id", "begin", "end", "generator")
_POLICY = ("domain", "adkim", "aspf", "p", "sp", "np", "pct", "fo", "testing", "discovery_method")
_PARENTS = {"report_metadata": "", "policy_published": "", "date_range": "report_metadata"}
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos);")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


def _optional(*names: str) -> str:
    return "".join(rf"(?:<{name}>([^<&\x00-\x1f]*)</{name}>\s*)?" for name in names)


# Metadata and policy in the order of the standard, without entities: most frames, in one match.
_IN_ORDER = re.compile(
    rf"\s*{_optional('version')}<report_metadata>\s*{_optional('org_name', 'email')}"
    rf"(?:<extra_contact_info>({_TEXT})</extra_contact_info>\s*)?{_optional('report_id')}"
    rf"<date_range>\s*{_optional('begin', 'end')}</date_range>\s*{_optional('generator')}</report_metadata>\s*"
    rf"<policy_published>\s*{_optional(*_POLICY)}</policy_published>\s*",
    re.ASCII,
)


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
    found = _IN_ORDER.match(head, root.end())
    if found is not None and found.end() == len(head):
        return _in_order(_root_tag(root[1]), found)
    fields = _fields(head[root.end() :].rstrip(" \t\r\n"))
    version = fields[""].get("version", "")
    return Frame(_root_tag(root[1]), version, fields["report_metadata"], fields["policy_published"])


def _root_tag(attributes: str) -> str:
    spaces = _SPACE.findall(attributes) if attributes else ()
    if len(spaces) > 1:
        raise Deviates
    return f"{{{spaces[0]}}}feedback" if spaces else "feedback"


def _in_order(root_tag: str, found: re.Match[str]) -> Frame:
    version, *texts = found.groups()
    metadata = {name: text.strip() for name, text in zip(_METADATA, texts, strict=False) if text is not None}
    contact = metadata.get("extra_contact_info", "")
    if "&" in contact:
        metadata["extra_contact_info"] = unescaped(contact)
    policy = {
        name: text.strip() for name, text in zip(_POLICY, texts[len(_METADATA) :], strict=True) if text is not None
    }
    return Frame(root_tag, (version or "").strip(), metadata, policy)


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
