"""The smallest declaration of a kind is a few lines."""

from __future__ import annotations

import textwrap

from nucleus.kernel.registry import registry
from nucleus.platform.notices.telling import tell_people

SMALLEST = """
@notice("test.door", on=OrganizationAdded, group=ORGANIZATION, label="New", text="%(tier)s is new.", address="/")
def door(event):
    return Told(Holders((event.parent,)), facts={"tier": event.tier})
"""


def test_three_lines_tell_people(someone, cast, monkeypatch):
    from nucleus.kernel.notices import ORGANIZATION, Holders, Told, notice, sentence
    from nucleus.platform.organizations.events import OrganizationAdded

    person = someone("northgate")
    for store in ("notices", "receivers"):
        monkeypatch.setattr(registry[store], "_entries", dict(registry[store]._entries))
        monkeypatch.setattr(registry[store], "_frozen", False)
    names = {"ORGANIZATION": ORGANIZATION, "Holders": Holders, "Told": Told, "notice": notice}
    exec(textwrap.dedent(SMALLEST), {**names, "OrganizationAdded": OrganizationAdded})
    tell_people(OrganizationAdded(cast.harbour.public_id, "customer", cast.northgate.public_id))
    (found,) = person.notices()
    assert (sentence(found.facts), len(SMALLEST.strip().splitlines())) == ("customer is new.", 3)
