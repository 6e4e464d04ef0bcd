"""Damaged XML made well-formed again, where that does not change what it says.

The text is decoded, cut to the report, and rewritten from the tags of the standard only: what else looks
like a tag is text. A leaf that is never closed ends where the next tag begins. Anything that touches the
frame of rows (a container out of place, a report that ends early) is refused instead.
"""

import codecs
import re
from collections.abc import Callable

from .ledger import Ledger
from .limits import Refused
from .xml_parts import refuse_document_type

_CONTAINERS = {
    "feedback": "",
    "report_metadata": "feedback",
    "date_range": "report_metadata",
    "policy_published": "feedback",
    "record": "feedback",
    "row": "record",
    "policy_evaluated": "row",
    "reason": "policy_evaluated",
    "identifiers": "record",
    "identities": "record",
    "auth_results": "record",
}
_LEAVES = frozenset(
    (
        "version org_name email extra_contact_info report_id begin end error generator domain adkim aspf p sp "
        "np pct fo "
        "testing t psd discovery_method source_ip count disposition type comment header_from envelope_from envelope_to "
        "selector scope result human_result"
    ).split()
)
_NAMES = "|".join(sorted([*_CONTAINERS, *_LEAVES, "dkim", "spf"], key=len, reverse=True))
_TAG = re.compile(rf"<(/?)(?:[A-Za-z_][\w.-]{{0,40}}:)?({_NAMES})(?:\s[^<>]{{0,1000}})?(/?)>", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?feedback[\s>]", re.IGNORECASE)
_ROOT_END = re.compile(r"</(?:[A-Za-z_][\w.-]{0,40}:)?feedback\s*>", re.IGNORECASE)
_RECORD = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?record[\s>]", re.IGNORECASE)
_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,30})""", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECODERS = (
    "utf-8",
    "utf-16",
    "utf-32",
    "ascii",
    "latin",
    "iso8859",
    "cp125",
    "koi8",
    "shift_jis",
    "euc",
    "gb",
    "big5",
)


def decode(data: bytes, ledger: Ledger) -> str:
    """The text of an XML document: by byte order mark, by declaration, as UTF-8, at last as windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding) or _guessed(data[len(mark) :], ledger)
    if b"\0" in data[:64]:
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        text = _strict(data[: len(data) & ~1], encoding)
        if text is not None and "<" in text[:64]:
            ledger.add("encoding", f"read as {encoding}, which it does not declare")
            return text
    declared = _ENCODING.match(data)
    if declared:
        text = _strict(data, declared[1].decode("ascii"))
        if text is not None:
            return text
    return _guessed(data, ledger)


def _guessed(data: bytes, ledger: Ledger) -> str:
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    ledger.add("encoding", "some bytes are not in the declared encoding: read as windows-1252")
    return data.decode("cp1252", "replace")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        name = codecs.lookup(encoding).name
        return (
            data.decode(name)
            if name.replace("-", "").startswith(tuple(d.replace("-", "") for d in _DECODERS))
            else None
        )
    except (LookupError, UnicodeError, ValueError):
        return None


def mend(data: bytes, ledger: Ledger) -> bytes:
    """`data` as well-formed UTF-8 without declaration. Raises Refused where its meaning would be a guess."""
    text = decode(data, ledger)
    refuse_document_type(text.encode("utf-8", "replace"))
    start = _ROOT.search(text)
    if start is None:
        if not text.strip():
            raise Refused("empty", "It is empty.")
        raise Refused("not_a_report", "It is no DMARC report: it holds no <feedback>.")
    if text[: start.start()].strip("\ufeff \t\r\n") and not _is_prolog(text[: start.start()]):
        ledger.add("leading_text", "text before the report was left out")
    text = _without_tail(text[start.start() :], ledger)
    clean = _CONTROL.sub("", text)
    if clean != text:
        ledger.add("control_characters", "control characters were left out")
    namespace = "urn:ietf:params:xml:ns:dmarc-2.0" if "dmarc-2.0" in clean[:1000] else ""
    plain = _between(_without_noise(clean), "<![CDATA[", "]]>", _escaped)
    return _Rewriter(plain, ledger).rewrite(namespace).encode("utf-8")


def _is_prolog(text: str) -> bool:
    return not _without_noise(text).strip("\ufeff \t\r\n")


def _without_noise(text: str) -> str:
    """Without comments and processing instructions, the XML declaration among them."""
    return _between(_between(text, "<!--", "-->", lambda _: ""), "<?", "?>", lambda _: "")


def _between(text: str, opening: str, closing: str, change: Callable[[str], str]) -> str:
    """`text` with each stretch from `opening` to `closing` changed; linear also where nothing is ever closed."""
    out, at = [], 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        out += [text[at:start], change(text[start + len(opening) : end])]
        at = end + len(closing)
    return "".join([*out, text[at:]])


def _without_tail(text: str, ledger: Ledger) -> str:
    """The report up to the end of its root."""
    end = _ROOT_END.search(text)
    if end is None:
        rows = len(_RECORD.findall(text))
        raise Refused("report_cut", f"The report is cut short, in or after its row {rows}: rows may be missing.")
    tail = text[end.end() :]
    if _RECORD.search(tail):
        raise Refused("report_twice", "More rows follow after the end of the report.")
    if tail.strip("\0 \t\r\n"):
        ledger.add("trailing_text", "text after the end of the report was left out")
    return text[: end.end()]


def _escaped(text: str) -> str:
    """Text between two tags: a bare ampersand or angle bracket stands for itself."""
    out, at = [], 0
    for entity in _ENTITY.finditer(text):
        out += [text[at : entity.start()].replace("&", "&amp;"), entity[0]]
        at = entity.end()
    out.append(text[at:].replace("&", "&amp;"))
    return "".join(out).replace("<", "&lt;").replace(">", "&gt;")


class _Rewriter:
    """Writes the report again, tag by tag, in one pass."""

    def __init__(self, text: str, ledger: Ledger) -> None:
        self._text = text
        self._ledger = ledger
        self._out: list[str] = []
        self._stack: list[str] = []
        self._leaf = ""

    def rewrite(self, namespace: str) -> str:
        at = 0
        for tag in _TAG.finditer(self._text):
            self._content(self._text[at : tag.start()])
            at = tag.end()
            closing, name, empty = tag[1], tag[2].lower(), tag[3]
            if closing:
                self._close(name)
            elif empty:
                self._close_leaf()
                self._out.append(f"<{name}/>")
            else:
                self._open(name, namespace)
        if self._stack or self._leaf:
            raise Refused("xml_damaged", "The XML is damaged: a part of the report is not closed.")
        return "".join(self._out)

    def _is_container(self, name: str) -> bool:
        if name in ("dkim", "spf"):
            return "auth_results" in self._stack
        return name in _CONTAINERS or name not in _LEAVES

    def _content(self, text: str) -> None:
        if not self._leaf:
            if "<" in text:
                self._ledger.add("foreign_tags", "elements of no DMARC standard were left out")
            return
        escaped = _escaped(text)
        if "<" in text or escaped.count("&amp;") != text.count("&amp;"):
            self._ledger.add("escaping", f"unescaped characters in {self._leaf} read as text")
        self._out.append(escaped)

    def _open(self, name: str, namespace: str) -> None:
        self._close_leaf()
        if not self._is_container(name):
            self._leaf = name
            self._out.append(f"<{name}>")
            return
        parent = _CONTAINERS.get(name, "auth_results")
        if (self._stack[-1] if self._stack else "") != parent:
            raise Refused("xml_damaged", f"The XML is damaged: <{name}> stands in the wrong place.")
        self._stack.append(name)
        self._out.append(f'<{name} xmlns="{namespace}">' if namespace and not parent else f"<{name}>")

    def _close(self, name: str) -> None:
        if self._is_container(name) and not (self._leaf and name == self._leaf):
            self._close_leaf()
            if self._stack[-1:] != [name]:
                raise Refused("xml_damaged", f"The XML is damaged: </{name}> closes what was not opened.")
            self._stack.pop()
        elif not self._leaf:
            self._ledger.add("stray_end_tag", f"an end tag </{name}> without begin was left out")
            return
        else:
            if name != self._leaf:
                self._ledger.add("wrong_end_tag", f"<{self._leaf}> closed by </{name}>")
            name, self._leaf = self._leaf, ""
        self._out.append(f"</{name}>")

    def _close_leaf(self) -> None:
        """End a leaf that was never closed; what is left of its end tag goes with it."""
        if not self._leaf:
            return
        name, self._leaf = self._leaf, ""
        self._out[-1] = self._out[-1].removesuffix(f"&lt;/{name}").removesuffix(f"/{name}&gt;").rstrip()
        self._out.append(f"</{name}>")
        self._ledger.add("end_tag_missing", f"<{name}> was not closed")
