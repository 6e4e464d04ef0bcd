"""What can go wrong, said once: pages, API, jobs and command line translate these to their own form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class NoActor(RuntimeError):
    """Something scoped was asked while nobody acts: a programming error, never shown as 'all rows'."""

    def __init__(self, what: str = "") -> None:
        super().__init__(what or "no actor is set: wrap the call in acting(...) or system_actor(reason)")


class ScopeViolation(RuntimeError):
    """A write would have put a row outside what the actor may touch."""


class Problem(Exception):
    """A refusal with a status (RFC 9457): `code` is its stable name, `detail` a sentence for people."""

    status = 400
    code = "problem"
    title = "The request was refused."

    def __init__(self, detail: str = "", **more: object) -> None:
        self.detail = detail or self.title
        self.more = more
        super().__init__(self.detail)


class Invalid(Problem):
    """Input that cannot be taken. `errors` maps a field path (`lines.0.quantity`) to its sentences."""

    status = 400
    code = "invalid"
    title = "Some fields need another look."

    def __init__(self, errors: Mapping[str, Sequence[str]] | str, detail: str = "") -> None:
        found = {"": [errors]} if isinstance(errors, str) else {k: [str(x) for x in v] for k, v in errors.items()}
        self.errors: dict[str, list[str]] = found
        first = next((m for messages in found.values() for m in messages), "")
        super().__init__(detail or (errors if isinstance(errors, str) else first))


class Denied(Problem):
    """Visible, but not allowed."""

    status = 403
    code = "denied"
    title = "Your role does not allow this."


class NotVisible(Problem):
    """Absent, or out of sight: the two answer alike."""

    status = 404
    code = "not-found"
    title = "There is nothing here."


class Refused(Problem):
    """The state of the thing refuses the change; `detail` says which state."""

    status = 409
    code = "refused"
    title = "This cannot be done now."


class Stale(Problem):
    """The thing changed since the caller read it (If-Match)."""

    status = 412
    code = "stale"
    title = "Somebody else changed this in the meantime."


class TooLarge(Problem):
    """More bytes than the stated limit."""

    status = 413
    code = "too-large"
    title = "This is larger than the limit."


class KeyReused(Problem):
    """An idempotency key came back with another body."""

    status = 422
    code = "key-reused"
    title = "This idempotency key was used for another request."


class Throttled(Problem):
    """Too many tries; `retry_after` in seconds."""

    status = 429
    code = "throttled"
    title = "Too many tries. Please wait a moment."

    def __init__(self, detail: str = "", *, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(detail)
