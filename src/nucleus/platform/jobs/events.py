"""What others may want to know of background work."""

from __future__ import annotations

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("jobs.ended")
@dataclass(frozen=True, slots=True)
class JobEnded(Event):
    """A run that a person ordered has ended, or one failed for good (then whoever ordered it).

    `user` and `organization` are public ids of the person and of where the person acted; empty for the software, and
    outside of all organizations. `state` is done or dead, `total` 0 where nobody counted. `page` is where its result
    is.
    """

    run: str
    job: str
    label: str
    state: str
    user: str
    organization: str
    done: int
    total: int
    page: str
