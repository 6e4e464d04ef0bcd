#!/usr/bin/env python3
"""The catalogues of the languages: `tools/translations.py [--missing | --fill FILE | ...]`.

Without an option the catalogues are brought in line with the source: new texts appear empty, texts that are gone
leave. `--missing` prints what has no translation, a line each: key, tab, English (tab, English of the plural).
`--fill FILE` takes such lines with the translation behind the key. `--compile` writes the `.mo` files that the software
reads (they are built, never committed). `--check` fails where a text is missing, differs in its holes, or stands in no
source any more; with `--lenient` only where one that is there is wrong. `--texts` prints all texts of the source.
"""

from __future__ import annotations

import ast
import hashlib
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sources import files

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "src" / "nucleus" / "locale"
LANGUAGES = ("nl",)
SINGLE = {"gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
LITERAL = r"""u?(?:'''(?:\\.|[^\\])*?'''|\"(?:\\.|[^"\\])*\"|'(?:\\.|[^'\\])*')"""
CALL = re.compile(rf"\b(n?gettext|_)\(\s*({LITERAL})(?:\s*,\s*({LITERAL}))?", re.DOTALL)
HOLE = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}|</?\w+[^>]*>")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the source, with its plural where it has one."""

    one: str
    many: str = ""

    @property
    def key(self) -> str:
        """A short name that stays as long as the text does."""
        return hashlib.sha256(f"{self.one}\0{self.many}".encode()).hexdigest()[:8]

    @property
    def id(self) -> str | tuple[str, str]:
        """The text as the catalogue names it."""
        return (self.one, self.many) if self.many else self.one


def extract() -> dict[Text, list[str]]:
    """Every text of the source and the files in which it stands."""
    found: dict[Text, list[str]] = {}
    for file in files(".py", ".html", ".txt"):
        path = file.relative_to(ROOT)
        if path.parts[0] not in ("src", "themes") or "tests" in path.parts:
            continue
        texts = _of_python(file.read_text()) if file.suffix == ".py" else _of_template(file.read_text())
        for text in texts:
            places = found.setdefault(text, [])
            if str(path) not in places:
                places.append(str(path))
    counted = {text.one for text in found if text.many}  # a catalogue knows a text once; its plural serves both
    return {text: places for text, places in found.items() if text.many or text.one not in counted}


def _names(tree: ast.Module) -> dict[str, str]:
    """What the module calls the functions of gettext."""
    return {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in SINGLE | PLURAL
    }


def _of_python(source: str) -> Iterator[Text]:
    if not re.search("gettext|permit|@command", source):
        return
    tree = ast.parse(source)
    names = _names(tree)
    for node in ast.walk(tree):
        yield from _declared(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            given = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str) and a.value]
            if names[node.func.id] in PLURAL and len(given) > 1:
                yield Text(given[0], given[1])
            elif given:
                yield Text(given[0])


def _declared(node: ast.AST) -> Iterator[Text]:
    """What the audit trail shows of a declaration: the label of a permission, the first line of an own command."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "permit":
        yield from (Text(a.value) for a in node.args[1:2] if isinstance(a, ast.Constant))
    for mark in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "command":
            said = (ast.get_docstring(node) or "").splitlines()
            yield from (Text(line.rstrip(".")) for line in said[:1] if any(k.arg == "own" for k in mark.keywords))


def _of_template(source: str) -> Iterator[Text]:
    from django.utils.translation.template import templatize  # noqa: PLC0415 - the settings are named first

    for kind, one, many in CALL.findall(templatize(source)):
        if first := ast.literal_eval(one):
            yield Text(first, ast.literal_eval(many) if kind == "ngettext" and many else "")


def place_of(language: str) -> Path:
    """The catalogue of a language, without its ending."""
    return LOCALE / language / "LC_MESSAGES" / "django"


def read(language: str) -> Catalog:
    """The catalogue as it stands; an empty one where there is none."""
    file = place_of(language).with_suffix(".po")
    if not file.exists():
        return _bare(language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def _bare(language: str) -> Catalog:
    made = Catalog(locale=language, project="Nucleus", version="", fuzzy=False, charset="utf-8")
    made.mime_headers = [
        ("Language", language), ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", f"nplurals={made.num_plurals}; plural={made.plural_expr};"),
    ]  # fmt: skip
    return made


def renewed(language: str, texts: dict[Text, list[str]]) -> Catalog:
    """The catalogue with exactly the texts of the source, and what it knows of them."""
    old, made = read(language), _bare(language)
    for text in sorted(texts, key=lambda t: (texts[t][0], t.one)):
        known = old.get(text.id)
        said = known.string if known is not None and not known.fuzzy else ""
        made.add(text.id, said or (("",) * made.num_plurals if text.many else ""), [(p, None) for p in texts[text]])
    return made


def write(language: str, catalogue: Catalog) -> None:
    """Writes the catalogue, without places in the source and dates: they would change with everything."""
    file = place_of(language).with_suffix(".po")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, catalogue, width=110, no_location=True)
    text = file.read_text(encoding="utf-8")
    head, blank, rest = text.partition("\n\n")
    kept = [
        line
        for line in head.splitlines()
        if not re.match(r'#|"(?:POT?-|Report-|Last-|Language-Team|Project-Id|Gen)', line)
    ]
    file.write_text("\n".join(kept) + blank + rest, encoding="utf-8")


def said(message: Message) -> list[str]:
    """Its translations: one for each plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def text_of(message: Message) -> Text:
    """The text that it translates."""
    return Text(message.id) if isinstance(message.id, str) else Text(*message.id)


def missing(catalogue: Catalog) -> list[Text]:
    """What has no translation."""
    return [text_of(m) for m in catalogue if m.id and not all(said(m))]


def wrong(catalogue: Catalog) -> Iterator[str]:
    """What is translated and cannot be right: other holes, other blanks or lines at the ends."""
    for message in catalogue:
        text = text_of(message) if message.id else None
        for translation in said(message) if text else ():
            ours = sorted(set(HOLE.findall(text.many or text.one)))
            theirs = sorted(set(HOLE.findall(translation)))
            few = sorted(set(HOLE.findall(text.one)))
            if translation and theirs not in (ours, few):
                yield f"{text.one!r}: holes are {', '.join(theirs) or 'none'}, not {', '.join(ours) or 'none'}"
            if translation and [c.isspace() for c in (text.one[0], text.one[-1])] != [
                c.isspace() for c in (translation[0], translation[-1])
            ]:
                yield f"{text.one!r}: begins or ends with another blank"


def _line(text: Text) -> str:
    return "\t".join(part.replace("\n", "\\n") for part in (text.key, text.one, text.many) if part)


def fill(language: str, lines: list[str], texts: dict[Text, list[str]]) -> int:
    """Takes translations by key. Answers how many were not understood, and prints them."""
    catalogue, bad = renewed(language, texts), 0
    for line in (one for one in lines if one.strip()):
        key, *parts = line.rstrip("\n").replace("\\n", "\n").split("\t")
        meant = [text for text in texts if text.key.startswith(key) and len(key) > 4]
        text = meant[0] if len(meant) == 1 else None
        if text is None or len(parts) != (catalogue.num_plurals if text.many else 1):
            print(f"not understood: {line}")
            bad += 1
            continue
        catalogue.get(text.id).string = tuple(parts) if text.many else parts[0]
    write(language, catalogue)
    return bad


def compile_all() -> None:
    """Writes the `.mo` of every language, each in one step so that no reader meets half a file."""
    for language in LANGUAGES:
        file = place_of(language).with_suffix(".mo")
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        with fresh.open("wb") as stream:
            write_mo(stream, read(language))
        fresh.replace(file)


def check(texts: dict[Text, list[str]], *, lenient: bool) -> int:
    """Prints what is wrong with a catalogue. 1 where something is; `lenient` lets pass what is only not filled in."""
    faults, late = [], []
    for language in LANGUAGES:
        catalogue = read(language)
        known = {text_of(m) for m in catalogue if m.id}
        late += [f"{language}: not translated: {text.one!r}" for text in [*missing(catalogue), *(texts.keys() - known)]]
        late += [f"{language}: stands in no source: {text.one!r}" for text in known - texts.keys()]
        faults += [f"{language}: {fault}" for fault in wrong(catalogue)]
        faults += [f"{language}: marked as fuzzy: {m.id!r}" for m in catalogue if m.id and m.fuzzy]
    for fault in late + faults:
        print(fault)
    if late:
        print("tools/translations.py brings the catalogues in line; --missing lists what to fill in")
    return 1 if faults or (late and not lenient) else 0


def main() -> int:
    """Does what the option says, for every language."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucleus.config.settings")
    option = sys.argv[1] if len(sys.argv) > 1 else ""
    if option == "--compile":
        compile_all()
        return 0
    _configure()
    texts = extract()
    if option == "--texts":
        print("\n".join(_line(text) for text in texts))
        return 0
    if option == "--check":
        return check(texts, lenient="--lenient" in sys.argv)
    for language in LANGUAGES:
        if option == "--fill" and fill(language, Path(sys.argv[2]).read_text(encoding="utf-8").splitlines(), texts):
            return 1
        catalogue = renewed(language, texts)
        if option != "--missing":
            write(language, catalogue)
        for text in missing(catalogue) if option == "--missing" else ():
            print(_line(text))
    return 0


def _configure() -> None:
    """The reader of templates asks for settings; none of ours matter to it."""
    from django.conf import settings  # noqa: PLC0415 - only for what reads templates

    if not settings.configured:
        settings.configure(USE_I18N=True)


if __name__ == "__main__":
    sys.exit(main())
