"""The list of sent mails."""

from django.utils.translation import gettext_lazy as _

from nucleus.platform.api.tables import Column, Empty, Filter, Table, register
from nucleus.platform.mail.models import TONES, MailState, OutgoingMail

MAILS = register(
    Table(
        name="mails",
        label=_("Sent mails"),
        one=_("Mail"),
        sub=_("What was sent for your organization, and what came of it."),
        permission="mails.view",
        discloses="personal",
        rows=OutgoingMail.objects.all,
        page="/mails/",
        api="/api/crm/mails",
        address="/mails/{public_id}/",
        columns=(
            Column("subject", _("Subject"), "main", sort=True, more=("recipient",)),
            Column("state", _("State"), "status", options={"choices": MailState.choices, "tones": TONES}),
            Column("created_at", _("Written"), "datetime", sort=True, priority=2),
            Column("sent_at", _("Sent"), "datetime", sort=True, priority=3, null=True),
            Column("error", _("Error"), priority=3),
        ),
        filters=(Filter("state", _("State"), choices=MailState.choices),),
        search=("subject", "recipient"),
        sort="-created_at",
        empty=Empty("mail", _("Nothing was sent yet"), _("Every mail that leaves for your organization shows here.")),
    )
)
