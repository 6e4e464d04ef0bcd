"""How others name and link a domain."""

from nucleus.dmarc.domains.queries import domain_in_sight
from nucleus.kernel.references import refer

refer("domain", "Domain", domain_in_sight, lambda domain: f"/dmarc/domains/{domain.public_id}/")
