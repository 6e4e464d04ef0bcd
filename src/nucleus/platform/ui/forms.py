"""The form page of a command: drawn from its input class, checked by it, and shown again with what was typed.

A command without fields is a button; opened by itself it says what will happen and asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from nucleus.kernel.errors import Invalid, KeyReused, Problem, Refused, Stale
from nucleus.kernel.registry import registry
from nucleus.platform.api.calling import command_context, submit_read
from nucleus.platform.api.tables import Act, Table
from nucleus.platform.gate.command import Command
from nucleus.platform.gate.undo import collecting
from nucleus.platform.listing.differences import differences, reading_of, revision_shown
from nucleus.platform.ui.controls import controls_of, typed_values
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.undo import undo_token


def form_key(given: Mapping[str, Any]) -> str:
    """The hidden key of a form, empty where it carries none."""
    return str(given.get("form_key", ""))[:80]


class FormPage(PageView):
    """A command as a page. GET shows the form, POST runs the command; an invalid form answers 422 with the errors.

    Subclasses may override `offer` (who is shown it), `start` (values to begin with), `after` (where to go) and `done`.
    """

    template_name = "ui/form.html"
    note: str = ""
    """What takes the command back, once it has run (`ui.undo`)."""
    table: Table = None  # type: ignore[assignment] # stated by the subclass or the route
    act: Act = None  # type: ignore[assignment] # stated by the subclass or the route

    def the_command(self) -> Command[Any, Any]:
        """The command behind the page."""
        found: Command[Any, Any] = registry.commands[self.act.command]
        return found

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The form. Raises Problem where the command would be refused whatever is typed."""
        context = self.context_of(where)
        self.offer(context)
        return self.render(request, self.form_data(where, context, self.start(context), {}))

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Runs the command and goes on; or the form again with 422, or 409 where the state refuses or
        somebody else changed the thing in the meantime.

        The same form sent once more is not run again: it goes on with the stored answer.
        """
        command, context, given = self.the_command(), self.context_of(where), request.POST
        try:
            data = typed_values(command.input, given) if command.input else {}
            with collecting() as undos:
                result = submit_read(command, data, context, reading_of(given, form_key(given)), self.table)
        except Stale as error:
            return self.render(request, self.stale_data(where, context, given, error), status=409)
        except Invalid as error:
            return self.render(request, self.form_data(where, context, given, error.errors), status=422)
        except Refused as error:
            return self.render(request, self.form_data(where, context, given, {"": [error.detail]}), status=409)
        except KeyReused:
            again = _("This form has been sent already, with other values. Send it once more to do this as well.")
            data = {**self.form_data(where, context, given, {"": [again]}), "form_key": ""}
            return self.render(request, data, status=409)
        self.note = undo_token(undos)
        return self.done(request, result, context, where)

    def context_of(self, where: Mapping[str, str]) -> dict[str, Any]:
        """The objects that the address names, as arguments of the command."""
        return command_context(self.the_command(), self.table, where)

    def offer(self, context: Mapping[str, Any]) -> None:
        """Raises Problem where the form should not be shown for these objects at all."""

    def done(
        self, request: HttpRequest, result: Any, context: Mapping[str, Any], where: Mapping[str, str]
    ) -> HttpResponseBase:
        """The answer after the command: on to the next page, with a message."""
        said = str(self.act.done or _("Done: %(what)s") % {"what": self.act.label})
        return go(request, self.after(result, context, where), said, self.note)

    def start(self, context: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values to begin with: those of the row, for a change."""
        target = context.get(self.the_command().target or "")
        names = (
            [c.name for c in controls_of(self.the_command().input)]
            if target is not None and self.the_command().input
            else []
        )
        return {name: getattr(target, name) for name in names if hasattr(target, name)}

    def after(self, result: Any, context: Mapping[str, Any], where: Mapping[str, str]) -> str:
        """Where to go: to the row that came out, else to the list."""
        row = result if getattr(result, "public_id", "") else context.get(self.the_command().target or "")
        removed = self.table.remove is not None and self.act.command == self.table.remove.command
        if row is not None and self.table.address and not removed:
            return self.table.address.format(**{**where, "public_id": row.public_id})
        return self.list_address(where)

    def list_address(self, where: Mapping[str, str]) -> str:
        """The list that the form belongs to."""
        return self.table.page.format(**where)

    def stale_data(
        self, where: Mapping[str, str], context: Mapping[str, Any], given: Mapping[str, Any], stale: Stale
    ) -> dict[str, Any]:
        """The form with its input kept and the other person's change; sent once more, it is done all the same."""
        data = self.form_data(where, context, given, {})
        data["others"] = differences(stale, self.table, data["fields"])
        return {**data, "is_stale": True, "read_revision": stale.more.get("revision", "")}

    def form_data(
        self,
        where: Mapping[str, str],
        context: Mapping[str, Any],
        values: Mapping[str, Any],
        errors: Mapping[str, list[str]],
    ) -> dict[str, Any]:
        """What `ui/form.html` shows."""
        command, target = self.the_command(), None
        target = context.get(command.target or "")
        fields = controls_of(command.input, values, errors) if command.input else []
        named = {f.name for f in fields}
        loose = [m if not path else f"{path}: {m}" for path, said in errors.items() if path not in named for m in said]
        back = (
            self.table.address.format(**where)
            if target is not None and self.table.address and "public_id" in where
            else self.list_address(where)
        )
        title = f"{self.act.label}: {target}" if target is not None else str(self.act.label)
        crumbs = [Crumb(str(self.table.label), self.list_address(where))]
        if target is not None:
            crumbs.append(Crumb(str(target), back))
        return {
            "title": title,
            "crumbs": [*crumbs, Crumb(str(self.act.label))],
            "fields": fields,
            "loose": loose,
            "has_errors": bool(errors),
            "act": self.act,
            "back": back,
            "read_revision": revision_shown(target, values),
            "form_key": form_key(values) if isinstance(values, QueryDict) else "",
            "multipart": any(f.kind == "file_drop" for f in fields),
        }


__all__ = ["FormPage", "Problem", "form_key"]
