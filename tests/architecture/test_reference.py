"""The reference pages say what the code says now."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "reference.py"


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.load_every_operation()
    return module


MARKDOWN = [
    "operations.md", "lifecycles.md", "roles.md", "protocol-format.md", "protocol-cli.md",
    "software.toml",
]  # fmt: skip


@pytest.mark.parametrize("name", MARKDOWN)
def test_a_reference_page_is_fresh(name: str):
    found = {page.name: (page, text) for page, text in reference().pages()}
    page, text = found[name]
    assert page.read_text(encoding="utf-8") == text, "run scripts/reference.py"


def test_every_schema_is_fresh():
    script = reference()
    made = dict(script.schema_pages())
    assert made.keys() == set(script.SCHEMAS.iterdir())
    for page, text in made.items():
        assert page.read_text(encoding="utf-8") == text, "run scripts/reference.py"
