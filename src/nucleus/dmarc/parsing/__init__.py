"""Reads DMARC report files: bytes in, frozen rows out, with a ledger of repairs or a reason for quarantine.

Pure Python without Django. Nouns: Reading (one file), Member (one piece of it), AggregateReport, Record,
Policy, AuthResult, Reason, Repair. Invariants: nothing is written to disk or fetched; every size, ratio and
depth is bounded by Limits; a row is never dropped or guessed at: where its meaning is not clear the whole
report goes to quarantine and the message names the row.
"""

from .facts import AggregateReport, AuthResult, Member, Policy, Reading, Reason, Record, Repair
from .limits import LIMITS, Limits
from .reading import read_bytes, too_large

__all__ = [
    "LIMITS",
    "AggregateReport",
    "AuthResult",
    "Limits",
    "Member",
    "Policy",
    "Reading",
    "Reason",
    "Record",
    "Repair",
    "read_bytes",
    "too_large",
]
