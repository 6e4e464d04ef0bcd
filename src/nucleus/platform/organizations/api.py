"""The API of organizations and members."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Denied
from nucleus.platform.api.doors import answer_json
from nucleus.platform.api.resources import ListApi, api_routes, call_command, row_answer
from nucleus.platform.api.tables import as_route
from nucleus.platform.organizations.tables import MEMBERS, ORGANIZATIONS


class MembersApi(ListApi):
    """The members; POST adds one and answers, this once, the initial password of an account that it made."""

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Adds a member."""
        command = self.command_of("POST")
        if not command.may(current_actor()):
            raise Denied
        member = call_command(request, command, {})
        rows = MEMBERS.rows().filter(pk=member.pk)
        body = row_answer(MEMBERS, {}, member.public_id)[0] if rows.exists() else {"public_id": member.public_id}
        if member.initial_password:
            body["initial_password"] = member.initial_password
        return answer_json(body, 201, {"Location": f"{MEMBERS.api}/{member.public_id}"})


def _members() -> list[URLPattern]:
    listed = MembersApi.as_view(
        table=MEMBERS, permission=MEMBERS.permission, command="members.add", commands={"POST": "members.add"}
    )
    once_told = {"members-api", "members-api-bulk-add"}  # the answer alone has the initial password
    others = [route for route in api_routes(MEMBERS) if route.name not in once_told]
    return [path(as_route(MEMBERS.api), listed, name="members-api"), *others]


urlpatterns = [*api_routes(ORGANIZATIONS), *_members()]
