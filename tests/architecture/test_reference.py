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


@pytest.mark.parametrize("name", ["operations.md", "lifecycles.md", "roles.md"])
def test_a_reference_page_is_fresh(name: str):
    found = {page.name: (page, text) for page, text in reference().pages()}
    page, text = found[name]
    assert page.read_text(encoding="utf-8") == text, "run scripts/reference.py"
