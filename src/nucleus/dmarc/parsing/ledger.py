"""The repair ledger: what was mended in one report, one line per kind with the rows it touched."""

from .facts import Repair

_ROWS_NAMED = 3


class Ledger:
    """Collects repairs. The same code again only counts, so a report of 100,000 odd rows has a short ledger."""

    def __init__(self) -> None:
        self._details: dict[str, str] = {}
        self._rows: dict[str, list[int]] = {}
        self._counts: dict[str, int] = {}
        self.total = 0

    def add(self, code: str, detail: str, row: int = 0) -> None:
        """Note a repair; `row` is the number of the row from 1, or 0 for the report itself."""
        self.total += 1
        self._details.setdefault(code, detail)
        self._counts[code] = self._counts.get(code, 0) + 1
        if row:
            rows = self._rows.setdefault(code, [])
            if len(rows) < _ROWS_NAMED and row not in rows:
                rows.append(row)

    def repairs(self) -> tuple[Repair, ...]:
        """One line per code, in the order of their first appearance."""
        if not self._details:
            return ()
        return tuple(Repair(code, self._sentence(code, detail)) for code, detail in self._details.items())

    def _sentence(self, code: str, detail: str) -> str:
        rows = self._rows.get(code)
        if not rows:
            return detail
        more = self._counts[code] - len(rows)
        named = ", ".join(map(str, rows))
        return f"{detail} (row {named}{f' and {more} more' if more > 0 else ''})"


def shown(text: str | None, length: int = 40) -> str:
    """A foreign value inside a sentence: shortened, on one line, in quotes."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in (text or "")[: 4 * length]).split())
    return f"“{clean[:length]}…”" if len(clean) > length else f"“{clean}”"
