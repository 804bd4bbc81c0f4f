"""The marks that tests carry."""

import pytest


def clause(edition: str, *ids: str) -> pytest.MarkDecorator:
    """The test shows that these clauses of an edition are kept: `@clause("wesp/1", "14.1")`."""
    return pytest.mark.clause(edition, *ids)
