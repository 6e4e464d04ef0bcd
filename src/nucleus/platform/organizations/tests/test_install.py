"""A real installation from nothing."""

from __future__ import annotations

import io

import pytest
from django.test import Client

from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Invalid, Refused
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.organizations.installing import Installation, install, install_from_options, wanted_installation
from nucleus.platform.tree.models import Organization

pytestmark = pytest.mark.django_db

WANTED = Installation("Root@Firm.example", " Firm  & Co ", "anna@firm.example", "Anna")


def test_makes_three_and_shows_drawn_passwords_once():
    root, admin = install(WANTED)
    assert (root.email, root.sign_in, admin.email, admin.sign_in) == (
        "root@firm.example", "/admin/sign-in/", "anna@firm.example", "/company/sign-in/",
    )  # fmt: skip
    assert len({root.password, admin.password}) == 2
    with system_actor("test"):
        company = Organization.objects.get()
        assert (company.tier, company.name, company.slug) == ("company", "Firm & Co", "firm-co")
        assert Membership.objects.get().roles == ["administrator"]
    assert User.objects.filter(must_change_password=True).count() == 2
    for made in (root, admin):
        client = Client()
        answer = client.post(made.sign_in, {"email": made.email, "password": made.password})
        assert (answer.status_code, client.get(answer["Location"])["Location"]) == (303, "/password/")


def test_given_passwords_count_as_chosen_and_are_not_repeated():
    made = install(
        Installation("root@firm.example", "Firm", "anna@firm.example", "", "", "Correct-Horse-9", "Battery-Staple-7")
    )
    assert [c.password for c in made] == ["", ""]
    assert User.objects.filter(must_change_password=False).count() == 2


def test_refuses_a_second_company():
    install(WANTED)
    with pytest.raises(Refused):
        install(Installation("b@firm.example", "Other", "c@firm.example"))
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("wanted", "fields"),
    [
        (Installation("x", "", "y"), ["admin_email", "company", "superadmin_email"]),
        (Installation("a@firm.example", "Firm", "A@firm.example"), ["admin_email"]),
        (Installation("a@firm.example", "Firm", "b@firm.example", "", "", "short"), ["superadmin_password"]),
        (Installation("a@firm.example", "Firm", "b@firm.example", "", "", "", "short"), ["admin_password"]),
    ],
)
def test_wrong_input_leaves_nothing(wanted, fields):
    with pytest.raises(Invalid) as caught:
        install(wanted)
    assert sorted(caught.value.errors) == fields
    with system_actor("test"):
        assert (User.objects.count(), Organization.objects.count()) == (0, 0)


def test_options_environment_file_and_questions(tmp_path):
    file = tmp_path / "passwords"
    file.write_text("first\nsecond\n")
    given = {"superadmin_email": "a@b.example", "company": "Firm", "admin_email": "c@b.example"}
    made = wanted_installation(given | {"password_file": str(file)}, environment={})
    assert (made.superadmin_password, made.admin_password) == ("first", "second")
    environment = {"NUCLEUS_SUPERADMIN_PASSWORD": "one", "NUCLEUS_ADMIN_PASSWORD": "two"}
    made = wanted_installation(given, environment=environment)
    assert (made.superadmin_password, made.admin_password) == ("one", "two")
    asked = []
    made = wanted_installation(
        {"company": "Firm"}, ask=lambda words: asked.append(words) or "x@y.example", environment={}
    )
    assert (len(asked), made.company, made.admin_email) == (2, "Firm", "x@y.example")
    with pytest.raises(Invalid) as caught:
        wanted_installation({"company": "Firm"}, environment={})
    assert sorted(caught.value.errors) == ["admin_email", "superadmin_email"]
    with pytest.raises(Invalid):
        wanted_installation(given | {"password_file": str(tmp_path)}, environment={})


def test_the_command_line_prints_what_it_made_and_says_what_is_missing():
    given = {"superadmin_email": "a@b.example", "company": "Firm", "admin_email": "c@b.example", "call": print}
    out = io.StringIO()
    assert install_from_options({"company": "Firm"}, io.StringIO(), out) == 2
    assert out.getvalue() == "--superadmin-email: This is needed.\n--admin-email: This is needed.\n"
    out = io.StringIO()
    assert install_from_options(given, io.StringIO(), out) == 0
    first, second, _last = out.getvalue().splitlines()
    assert (first.split()[:2], second.split()[:2]) == (
        ["Superadmin:", "a@b.example"],
        ["Administrator:", "c@b.example"],
    )
    assert install_from_options(given, io.StringIO(), io.StringIO()) == 1
