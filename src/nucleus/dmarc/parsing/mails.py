"""The parts of a mail that may carry a report, by fast-mail-parser where installed, else by `email`.

Forwarded mails (message/rfc822) are opened; transfer encodings are undone; names may be split (RFC 2231).
"""

import email
import email.errors
import email.message
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .engines import MAIL
from .limits import Exhausted, Limits, Refused

_MAX_NESTING = 40
_MBOX_FROM = re.compile(rb"^From \S+.*\d\d:\d\d", re.MULTILINE)
_FEEDBACK = "message/feedback-report"
_EXIM = b"A message claiming to be from you has failed"
_REPORT_HINT = (b"<feedback", b":feedback", b'"organization-name"', b'"policies"')
_TEXTS = ("text/plain", "text/html")


class Part(NamedTuple):
    """One leaf of a mail: its media type, file name (or "") and content."""

    media: str
    name: str
    attached: bool
    content: bytes

    @property
    def may_be_report(self) -> bool:
        """Attachments always; running text only where a report stands in it."""
        if self.attached or self.name or self.media not in _TEXTS:
            return bool(self.content.strip()) or bool(self.name)
        return any(hint in self.content for hint in _REPORT_HINT)


class Mail(NamedTuple):
    """A mail taken apart. A failure report (RFC 6591) carries a foreign mail: its parts are not opened."""

    parts: list[Part]
    is_failure: bool
    feedback_type: str


def take_apart(data: bytes, limits: Limits) -> Mail:
    """The leaves of a mail in order. Raises Refused where it is nested too deeply or cannot be read."""
    parts: list[Part] = []
    try:
        walk = _leaves(data)
        for part in walk:
            parts.append(part)
            if len(parts) > limits.max_members:
                raise Exhausted("too_many_members", f"It holds more than {limits.max_members} attachments.")
            if part.media == _FEEDBACK:
                return Mail([], is_failure=True, feedback_type=_feedback_type(part.content))
    except (RecursionError, email.errors.MessageError, LookupError, ValueError):
        raise Refused("mail_damaged", "The mail cannot be taken apart.") from None
    is_failure = any(part.media in _TEXTS and _EXIM in part.content[:4096] for part in parts)
    return Mail([] if is_failure else parts, is_failure=is_failure, feedback_type="")


def _feedback_type(content: bytes) -> str:
    found = re.search(rb"^Feedback-Type:[ \t]*([A-Za-z-]{1,40})", content, re.MULTILINE | re.IGNORECASE)
    return found[1].decode("ascii").lower() if found else ""


def _leaves(data: bytes) -> Iterator[Part]:
    if MAIL:
        try:
            tree = MAIL.parse_email_tree(data)
        except MAIL.ParseError:
            tree = None
        if tree is not None and (tree.children or tree.content):
            yield from _fast(tree, 0)
            return
    yield from _slow(email.message_from_bytes(data), 0)


def _fast(node: Any, depth: int) -> list[Part]:
    _check(depth)
    media = (node.content_type or "").partition(";")[0].strip().lower()
    children = node.children
    if media == _FEEDBACK or not (children or media.startswith("multipart/")):
        return [Part(media, node.filename or "", node.disposition == "attachment", node.content or b"")]
    return [part for child in children for part in _fast(child, depth + 1)]


def _slow(message: email.message.Message, depth: int) -> Iterator[Part]:
    _check(depth)
    media = message.get_content_type()
    if media == _FEEDBACK:
        # The standard library reads it as a mail of its own: its fields are the headers of that mail.
        inner: Any = message.get_payload()
        yield Part(media, "", False, inner[0].as_bytes() if isinstance(inner, list) and inner else b"")
    elif message.is_multipart():
        for child in message.get_payload():
            yield from _slow(child, depth + 1)  # type: ignore[arg-type]
    else:
        content = message.get_payload(decode=True)
        name = message.get_filename() or ""
        attached = message.get_content_disposition() == "attachment"
        yield Part(media, name, attached, content if isinstance(content, bytes) else b"")


def _check(depth: int) -> None:
    if depth > _MAX_NESTING:
        raise Refused("mail_too_deep", f"The mail is nested deeper than {_MAX_NESTING} levels.")


def split_mbox(data: bytes, limits: Limits) -> Iterator[bytes]:
    """The mails of an mbox file (RFC 4155): each begins after a line "From sender date"."""
    starts = [
        found.start()
        for found in _MBOX_FROM.finditer(data)
        if found.start() == 0 or data[found.start() - 2 : found.start()] in (b"\n\n", b"\r\n")
    ]
    if len(starts) > limits.max_mails:
        raise Exhausted("too_many_mails", f"The mailbox holds more than {limits.max_mails:,} mails.")
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        yield data[data.find(b"\n", start) + 1 : end]
