"""A build that does not come to its end, and one that must not begin."""

from __future__ import annotations

import io

import pytest

from nucleus.demo.build import build_demo
from nucleus.demo.customers import people
from nucleus.demo.sign_ins import read_sign_ins
from nucleus.dmarc.domains.models import Domain
from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Refused
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.tree.models import Organization

from .conftest import BASE


class Interrupted(io.StringIO):
    """A terminal that goes away at the first line about people."""

    def write(self, text):
        if "people" in text:
            raise KeyboardInterrupt
        return super().write(text)


def test_a_build_that_was_interrupted_goes_on(db, data_dir):
    with pytest.raises(KeyboardInterrupt):
        build_demo(BASE, Interrupted())
    with system_actor("test"):
        assert (Organization.objects.count(), Membership.objects.count(), Domain.objects.count()) == (136, 151, 0)
        Membership.objects.filter(user__email=people()[-1].email).delete()
    entries = read_sign_ins()
    build_demo(BASE, io.StringIO())
    assert read_sign_ins() == entries
    with system_actor("test"):
        assert (Organization.objects.count(), Membership.objects.count(), Domain.objects.count()) == (136, 151, 60)


def test_a_real_installation_is_left_alone(cast, data_dir):
    with system_actor("test"):
        Organization.objects.filter(tier="company").update(slug="real", name="Real Company")
    with pytest.raises(Refused, match="Real Company"):
        build_demo(BASE, io.StringIO())
    with system_actor("test"):
        assert (Organization.objects.count(), User.objects.count(), Domain.objects.count()) == (10, 0, 0)
    assert list(data_dir.iterdir()) == []
