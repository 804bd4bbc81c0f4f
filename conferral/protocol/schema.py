"""The JSON Schema (draft 2020-12) of each protocol file, for editors to complete and underline."""

from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from conferral.protocol.clauses import ClauseFile
from conferral.protocol.edition import Protocol
from conferral.protocol.forms import Form
from conferral.protocol.part import Part
from conferral.protocol.situations import Example

FILES: Final[dict[str, type[Part]]] = {
    "protocol": Protocol,
    "clauses": ClauseFile,
    "form": Form,
    "example": Example,
}


def schema(file: str) -> dict[str, Any]:
    """What one kind of file may hold; raises KeyError for another name than those of FILES."""
    model = FILES[file]
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"conferral:protocol/{file}",
        **model.model_json_schema(by_alias=True),
    }
