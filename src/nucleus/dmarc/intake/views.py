"""Handing in report files, and what became of each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nucleus.dmarc.domains.commands import own_organization
from nucleus.dmarc.intake.commands import dismiss_message, retry_message, take_files
from nucleus.dmarc.intake.models import Message, State
from nucleus.dmarc.intake.queries import message_in_sight
from nucleus.dmarc.intake.tables import STATE_TONES
from nucleus.dmarc.intake.uploads import Upload, largest_file, received_files
from nucleus.dmarc.reports.models import Report
from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Denied, Invalid
from nucleus.platform.files.downloads import download
from nucleus.platform.ui.fields import Field
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.parts import Act, Prop, Tag
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.templatetags.ui import file_size, moment, number

READABLE = (State.QUARANTINED, State.UNKNOWN, State.PARTLY, State.DISMISSED)
SHOWN = 20  # files of one upload that the page follows


class UploadPage(PageView):
    """The upload page: drop files, then see what became of each."""

    permission = "intake.take"
    template_name = "dmarc/intake/upload.html"
    command = "intake.take"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        return self.form(())

    def form(self, errors: tuple[str, ...]) -> dict[str, Any]:
        """The form, with what was wrong with the last try."""
        field = Field(
            "file_drop",
            "files",
            _("Report files"),
            help=_("XML, gzip, zip, tar, or whole mails; up to %(size)s a file.") % {"size": largest_file()},
            errors=errors,
            required=True,
            multiple=True,
        )
        recent = Message.objects.order_by("-id")[:8]
        return {
            "title": _("Upload reports"),
            "crumbs": [Crumb(_("Received files"), "/dmarc/files/"), Crumb(_("Upload reports"))],
            "field": field,
            "has_errors": bool(errors),
            "recent": [message_line(m) for m in recent],
        }

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Takes the files. What is too large is named; the rest is taken all the same."""
        upload = received_files(request)
        if not upload.files:
            return self.render(request, self.form(upload.problems() or (_("Choose at least one file."),)), status=422)
        try:
            messages = take_files(organization=own_organization(), files=upload.files)
        except Invalid as error:
            return self.render(request, self.form(tuple(m for said in error.errors.values() for m in said)), status=422)
        return go(request, upload_address(messages), upload_words(messages, upload))


def upload_address(messages: list[Message]) -> str:
    """Where to see what became of the files: the file's own page for one, else the list that follows them."""
    if len({m.pk for m in messages}) == 1:
        return f"/dmarc/files/{messages[0].public_id}/"
    ids = ",".join(dict.fromkeys(m.public_id for m in messages[:SHOWN]))
    return f"/dmarc/upload/done/?files={ids}"


def upload_words(messages: list[Message], upload: Upload) -> str:
    """The sentence after an upload."""
    count = len({m.pk for m in messages})
    words = ngettext("%(n)s file received.", "%(n)s files received.", count) % {"n": number(count)}
    return " ".join([words, *upload.problems()])


class UploadDone(PageView):
    """The files of one upload, each with its state; looks again by itself while some wait."""

    permission = "messages.view"
    discloses, subject = "dmarc", "messages"
    template_name = "dmarc/intake/upload_done.html"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        wanted = request.GET.get("files", "")[:2000].split(",")[:SHOWN]
        messages = list(Message.objects.filter(public_id__in=wanted).order_by("id"))
        return {
            "title": _("Files received"),
            "crumbs": [Crumb(_("Received files"), "/dmarc/files/"), Crumb(_("Files received"))],
            "recent": [message_line(m) for m in messages],
            "waiting": any(m.state == State.RECEIVED for m in messages),
            "poll": request.get_full_path(),
            "acts": [Act(_("Upload more"), "/dmarc/upload/", "file-up", "pri")],
        }


def message_line(message: Message) -> dict[str, Any]:
    """A received file in a list of cards."""
    return {
        "name": message.name,
        "url": f"/dmarc/files/{message.public_id}/",
        "tag": state_tag(message),
        "text": message.explanation,
        "figure": number(message.volume) if message.reports else "",
        "when": message.received_at,
    }


def state_tag(message: Message) -> Tag:
    """The state of a file."""
    tone: Any = STATE_TONES[message.state]
    return Tag(str(message.get_state_display()), tone)


OUTCOMES = {
    "stored": ("ok", "Stored"),
    "duplicate": ("", "Already known"),
    "differs": ("warn", "Differs, not counted"),
    "unknown": ("warn", "Domain not registered"),
}


class FilePage(PageView):
    """One received file: what it was, what became of it, what was mended."""

    permission = "messages.view"
    discloses, subject = "dmarc", "messages"
    template_name = "dmarc/intake/file.html"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        message = message_in_sight(where["public_id"])
        return {
            "title": message.name,
            "crumbs": [Crumb(_("Received files"), "/dmarc/files/"), Crumb(message.name)],
            "message": message,
            "tags": [state_tag(message)],
            "acts": self.acts(message),
            "props": file_props(message),
            "outcomes": outcome_rows(message),
            "repairs": message.repairs,
            "waiting": message.state == State.RECEIVED,
            "poll": request.path,
            "tone": {"quarantined": "bad", "unknown": "warn", "partly": "warn"}.get(message.state, ""),
        }

    @staticmethod
    def acts(message: Message) -> list[Act]:
        """Download, read again, dismiss, register."""
        actor = current_actor()
        at = f"/dmarc/files/{message.public_id}/"
        found = []
        if may_open(message):
            found.append(Act(_("Download"), f"{at}raw/", "download"))
        if dismiss_message.may(actor) and message.state in (State.QUARANTINED, State.UNKNOWN):
            found.append(Act(_("Dismiss"), f"{at}dismiss/", "archive", post=True))
        if retry_message.may(actor) and message.state in READABLE:
            found.append(
                Act(
                    _("Read again"),
                    f"{at}retry/",
                    "refresh-cw",
                    "" if message.state == State.UNKNOWN else "pri",
                    post=True,
                )
            )
        if actor.may("domains.register") and message.state == State.UNKNOWN:
            name = message.outcomes[0]["domain"] if message.outcomes else ""
            found.append(Act(_("Register domain"), f"/dmarc/domains/register/?name={name}", "plus", "pri"))
        return found


def file_props(message: Message) -> list[Prop]:
    """The facts of a file."""
    return [
        Prop(_("Received by"), message.organization.name),
        Prop(_("Way in"), str(message.get_source_display())),
        Prop(_("Received"), moment(message.received_at)),
        Prop(_("Read"), moment(message.read_at) if message.read_at else _("not yet")),
        Prop(_("Times read"), number(message.attempts)),
        Prop(_("Size"), file_size(message.size)),
        Prop(_("Reports"), number(message.reports)),
        Prop(_("Messages"), number(message.volume)),
        Prop(_("SHA-256"), message.sha256[:16] + "…"),
    ]


def outcome_rows(message: Message) -> list[dict[str, Any]]:
    """What became of each report in the file, with a link where the actor sees it."""
    ids = [o["report"] for o in message.outcomes if o.get("report")]
    seen = {r.public_id: r for r in Report.objects.filter(public_id__in=ids).select_related("domain")}
    rows = []
    for outcome in message.outcomes:
        tone, label = OUTCOMES.get(outcome["outcome"], ("", outcome["outcome"]))
        report = seen.get(outcome.get("report", ""))
        rows.append(
            {
                **outcome,
                "tag": Tag(_(label), tone),
                "url": f"/dmarc/reports/{report.public_id}/" if report else "",
                "domain_url": f"/dmarc/domains/{report.domain.public_id}/" if report else "",
                "figure": number(outcome["messages"]),
            }
        )
    return rows


def may_open(message: Message) -> bool:
    """Whether the actor may open the raw bytes: raw mail is detail of the customer whose reports it holds.

    Its owner opens what holds no stored report (quarantine, unknown domains), else only what it sees the reports of.
    """
    ids = [o["report"] for o in message.outcomes if o.get("report")]
    return not ids or Report.objects.filter(public_id__in=ids).count() == len(set(ids))


class FileRaw(PageView):
    """The bytes as they came."""

    permission = "messages.view"
    discloses, subject = "dmarc", "messages"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        message = message_in_sight(where["public_id"])
        if not may_open(message):
            raise Denied(_("The contents belong to the end user of the domain and its partner."))
        return download(message.holding, message.name)
