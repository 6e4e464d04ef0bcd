"""Epochs: a number per kind of thing that processes keep copies of. Whoever changes such a thing raises the number with
the change; a copy is good as long as its number is the present one, in every process and on every host.
"""

from __future__ import annotations

from django.db.models import F

from nucleus.platform.tree.models import Epoch


def raise_epoch(name: str) -> None:
    """Makes every kept copy stale once the running transaction commits."""
    if not Epoch.objects.filter(name=name).update(number=F("number") + 1):
        Epoch.objects.create(name=name, number=1)


def epoch_of(name: str) -> int:
    """The present number; 0 where nothing was changed ever. One small query."""
    return Epoch.objects.filter(name=name).values_list("number", flat=True).first() or 0
