"""One command for chosen rows of a list: each row in its own transaction, and a true account of what came of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nucleus.kernel.errors import Invalid, Problem
from nucleus.kernel.registry import registry
from nucleus.platform.api.resources import command_context
from nucleus.platform.api.tables import Act, Plan, Table
from nucleus.platform.gate.command import Command
from nucleus.platform.gate.undo import collecting
from nucleus.platform.ui.controls import controls_of, typed_values
from nucleus.platform.ui.fields import Field
from nucleus.platform.ui.forms import form_key
from nucleus.platform.ui.lists import is_plain
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.rows import head_column
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.undo import undo_token

MOST = 200  # rows of one request
OWN = ("row", "set", "go", "csrfmiddlewaretoken", "form_key")
"""What the form sends beside the fields of the command; `set` names the fields that are to be changed."""


class Chosen(NamedTuple):
    """A chosen row and its name."""

    public_id: str
    name: str


class Outcome(NamedTuple):
    """What came of one row; `why` is empty where it was done."""

    row: Chosen
    why: str = ""
    url: str = ""


class BulkPage(PageView):
    """Runs the command for each chosen row. A command with fields, or one that asks first, shows its form before.

    All went well: back to the list, with Undo. Some did not: a page that names them with the reason; the others stay
    done.
    """

    http_method_names = ["post", "options"]
    template_name = "ui/bulk.html"
    table: Table = None  # type: ignore[assignment] # stated by the subclass or the route
    act: Act = None  # type: ignore[assignment] # stated by the subclass or the route

    @cached_property
    def the_command(self) -> Command[Any, Any]:
        """The command behind the page."""
        found: Command[Any, Any] = registry.commands[self.act.command]
        return found

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The form, or the outcome."""
        given, back = request.POST, self.table.page.format(**where)
        ids = list(dict.fromkeys(given.getlist("row")))[:MOST]
        if not ids:
            return go(request, back, _("No row was chosen."))
        rows = self.chosen(ids, where)
        if not is_plain(self.act) and "go" not in given:
            return self.render(request, self.form_data(rows, back, given, {}))
        try:
            data = self.data(given)
        except Invalid as error:
            return self.render(request, self.form_data(rows, back, given, error.errors), status=422)
        return self.run(request, rows, data, where)

    def chosen(self, ids: list[str], where: Mapping[str, str]) -> list[Chosen]:
        """The rows with their names, in one query; those that are not in sight keep their id as a name."""
        head = head_column(self.table)
        plan = Plan(self.table, (head,), (self.table.key,))
        arguments = {f.name: f.default or None for f in self.table.filters if f.argument}
        found = self.table.rows(**{**arguments, **where}).filter(
            **{f"{self.table.key}__in": [i for i in ids if i.isprintable()]}
        )
        names = {row[plan.at[self.table.key]]: str(row[plan.at[head.path]]) for row in found.values_list(*plan.paths)}
        return [Chosen(public_id, names.get(public_id, public_id[:40])) for public_id in ids]

    def data(self, given: QueryDict) -> dict[str, Any]:
        """What the command gets for every row, checked; of a change only what was ticked. Raises Invalid."""
        if self.command_input is None:
            return {}
        typed = typed_values(self.command_input, plain_form(given))
        if self.picks_fields:
            typed = self.ticked(given, typed)
        self.command_input.clean_input(typed)
        return typed

    def ticked(self, given: QueryDict, typed: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that are to be changed. Raises Invalid where there is none."""
        ticked = [name for name in given.getlist("set") if name in self.command_input().fields]
        if not ticked:
            raise Invalid({"": [_("Tick at least one field to change.")]})
        return {name: typed[name] for name in ticked if name in typed}

    @property
    def command_input(self) -> Any:
        """The input class of the command, or nothing."""
        return self.the_command.input

    @property
    def picks_fields(self) -> bool:
        """Whether fields are chosen one by one: where none of them is required."""
        fields = self.command_input().fields.values() if self.command_input else ()
        return bool(fields) and not any(f.required for f in fields)

    def run(
        self, request: HttpRequest, rows: list[Chosen], data: Mapping[str, Any], where: Mapping[str, str]
    ) -> HttpResponseBase:
        """Each row by itself; a refusal touches no other row."""
        key = form_key(request.POST)
        with collecting() as undos:
            outcomes = [self.one(row, data, where, f"{key}.{row.public_id}"[:120] if key else "") for row in rows]
        done = [o for o in outcomes if not o.why]
        back, note = self.table.page.format(**where), undo_token(undos, expected=len(done))
        said = ngettext("%(count)d row: %(what)s.", "%(count)d rows: %(what)s.", len(done)) % {
            "count": len(done),
            "what": self.act.label,
        }
        if len(done) == len(rows):
            return go(request, back, said, note)
        return self.render(request, self.outcome_data(outcomes, said, back, note))

    def one(self, row: Chosen, data: Mapping[str, Any], where: Mapping[str, str], key: str) -> Outcome:
        """The command on one row."""
        url = self.table.address.format(**{**where, "public_id": row.public_id}) if self.table.address else ""
        try:
            context = command_context(self.the_command, self.table, {**where, "public_id": row.public_id})
            self.the_command.submit(dict(data), key=key, **context)
        except Problem as problem:
            return Outcome(row, problem.detail, url)
        return Outcome(row, "", url)

    def form_data(
        self, rows: list[Chosen], back: str, given: QueryDict, errors: Mapping[str, list[str]]
    ) -> dict[str, Any]:
        """What the form shows."""
        fields: list[Field] = []
        if self.command_input:
            fields = controls_of(self.command_input, given if "go" in given else {}, errors)
        named = {f.name for f in fields}
        return {
            **self.place(back),
            "rows": rows,
            "back": back,
            "act": self.act,
            "fields": [f for f in fields if f.kind != "hidden"],
            "picks": self.picks_fields,
            "ticked": given.getlist("set"),
            "loose": [m for path, said in errors.items() if path not in named for m in said],
            "has_errors": bool(errors),
            "form_key": form_key(given) if "go" in given else "",
        }

    def outcome_data(self, outcomes: list[Outcome], said: str, back: str, note: str) -> dict[str, Any]:
        """What the page of a partial failure shows."""
        failed = [o for o in outcomes if o.why]
        return {
            **self.place(back),
            "outcome": True,
            "said": said if len(failed) < len(outcomes) else "",
            "done": [o for o in outcomes if not o.why],
            "failed": failed,
            "note": note,
            "back": back,
            "act": self.act,
        }

    def place(self, back: str) -> dict[str, Any]:
        """Title and way."""
        return {
            "title": str(self.act.label),
            "crumbs": [Crumb(str(self.table.label), back), Crumb(str(self.act.label))],
        }


def plain_form(given: QueryDict) -> QueryDict:
    """The form without what is not the command's."""
    rest = given.copy()
    for name in OWN:
        rest.pop(name, None)
    return rest
