"""How others name and link what the intake holds."""

from nucleus.dmarc.intake.queries import folder_in_sight, message_in_sight
from nucleus.kernel.references import refer

refer("message", "Received file", message_in_sight, lambda message: f"/dmarc/files/{message.public_id}/")
refer("folder", "Watched folder", folder_in_sight, lambda folder: "/dmarc/folders/")
