"""How much one file may cost, and the refusal when it asks for more."""

from dataclasses import dataclass, field

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file. Sizes are bytes; the defaults hold a reader under 256 MB of memory."""

    max_input: int = 128_000_000
    """The file as it came."""
    max_unpacked: int = 400_000_000
    """Everything unpacked from it, all layers added."""
    max_held: int = 128_000_000
    """One unpacked piece that must lie in memory whole (an archive inside an archive, a mail)."""
    max_tree: int = 8 * MIB
    """XML up to here is read as a tree and mended where it is damaged, above it is read as a stream."""
    max_ratio: int = 500
    """Unpacked to packed size, looked at once more than `ratio_after` bytes came out."""
    ratio_after: int = MIB
    max_members: int = 1_000
    """Members of archives and attachments of mails."""
    max_mails: int = 20_000
    """Mails of one mbox."""
    max_depth: int = 5
    """Layers of wrapping around a report."""
    max_records: int = 1_000_000
    """Rows of all reports in the file."""


LIMITS = Limits()


class Refused(Exception):
    """The piece at hand goes to quarantine: a stable code and a sentence that a person understands."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Exhausted(Refused):
    """A bound of the whole file is passed: nothing more of it is read."""


@dataclass(slots=True)
class Budget:
    """What one file has used of its limits so far."""

    limits: Limits
    input_size: int
    unpacked: int = 0
    members: int = 0
    records: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)

    def spend(self, size: int) -> None:
        """Count `size` unpacked bytes. Raises Exhausted at the bound of size or of ratio."""
        self.unpacked += size
        limits = self.limits
        if self.unpacked > limits.max_unpacked:
            raise Exhausted("unpacked_too_large", f"It unpacks to more than {megabytes(limits.max_unpacked)}.")
        self.check_ratio(self.unpacked, self.input_size)

    def check_ratio(self, unpacked: int, packed: int) -> None:
        """Raise Exhausted where `packed` bytes give improbably many."""
        if unpacked > self.limits.ratio_after and unpacked > self.limits.max_ratio * max(packed, 1):
            raise Exhausted(
                "ratio_too_high", f"It unpacks to more than {self.limits.max_ratio} times its size, as a bomb does."
            )

    def count_member(self) -> None:
        """Count one archive member or attachment. Raises Exhausted at the bound."""
        self.members += 1
        if self.members > self.limits.max_members:
            raise Exhausted("too_many_members", f"It holds more than {self.limits.max_members} members.")

    def count_records(self, number: int) -> None:
        """Count rows. Raises Exhausted at the bound."""
        self.records += number
        if self.records > self.limits.max_records:
            raise Exhausted("too_many_records", f"It holds more than {self.limits.max_records:,} rows.")

    def note(self, code: str, detail: str) -> None:
        """Remember a repair made while unpacking; the next piece that is read takes it over."""
        self.notes.append((code, detail))

    def take_notes(self) -> list[tuple[str, str]]:
        """The repairs since the last call."""
        notes, self.notes = self.notes, []
        return notes


def megabytes(size: int) -> str:
    """`size` bytes for people."""
    return f"{size / 1_000_000:,.0f} MB" if size >= 1_000_000 else f"{size:,} bytes"
