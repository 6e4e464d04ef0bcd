"""The documents of the index, and what people opened last."""

from __future__ import annotations

from django.db import models

from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import TenantModel


class Document(TenantModel):
    """The words of one row and its place. `kind` is the name of the source, `object` the row's key.

    Written by `indexing` and read by `engine` only, under the visibility of the source; to everybody else a document
    is as visible as the strictest source. `words` are folded and parted by single blanks.
    """

    visibility = Visibility.DETAIL

    kind = models.CharField(max_length=24)
    object = models.BigIntegerField()
    words = models.TextField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["kind", "object"], name="search_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object}"


class Recent(models.Model):
    """A thing that a person opened while acting for one membership (0: the superadmin). Titles are read anew.

    Not scoped: written by `recents` for the person who looks and read by that person only. Keys without constraints,
    because a note may come after its person has gone.
    """

    user = models.BigIntegerField()
    membership = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    thing = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "membership", "kind", "thing"], name="search_recent_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
