"""Addresses of room `organizations`."""

from django.urls import path

from nucleus.platform.organizations import api
from nucleus.platform.organizations.member_pages import AddMember, RolesForm
from nucleus.platform.organizations.pages import MembersPage, OrganizationPage, OwnOrganization, status_page
from nucleus.platform.organizations.tables import ADD, CHANGE_ROLES, MEMBERS, ORGANIZATIONS, TEAM
from nucleus.platform.ui.routes import page_routes

add = AddMember.as_view(table=TEAM, act=ADD, permission=ADD.command, command=ADD.command, title=ADD.label)
add_there = AddMember.as_view(table=MEMBERS, act=ADD, permission=ADD.command, command=ADD.command, title=ADD.label)
change = RolesForm.as_view(
    table=TEAM,
    act=CHANGE_ROLES,
    permission=CHANGE_ROLES.command,
    command=CHANGE_ROLES.command,
    title=CHANGE_ROLES.label,
)

urlpatterns = [
    path("organization/", OwnOrganization.as_view(), name="own-organization"),
    path("members/add/", add, name="members-add"),
    path("members/<str:public_id>/change-roles/", change, name="members-change-roles"),
    *page_routes(TEAM),
    path("organizations/<str:organization>/members/", MembersPage.as_view(), name="organization-members"),
    path("organizations/<str:organization>/members/add/", add_there, name="organization-members-add"),
    *(
        path(f"organizations/<str:public_id>/{act.path}/", status_page(act), name=f"organizations-ask-{act.path}")
        for act in ORGANIZATIONS.acts
    ),
    *page_routes(ORGANIZATIONS, OrganizationPage),
    *api.urlpatterns,
]
