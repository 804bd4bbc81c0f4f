"""The JSON Schema (draft 2020-12) of each protocol file, for editors to complete and underline."""

from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from conferral.protocol.clauses import ClauseFile
from conferral.protocol.edition import Protocol
from conferral.protocol.files.descriptions import about, keys_of, meaning, models_under
from conferral.protocol.forms.form import Form
from conferral.protocol.part import Part
from conferral.protocol.situations.situation import Example

FILES: Final[dict[str, type[Part]]] = {
    "protocol": Protocol,
    "clauses": ClauseFile,
    "form": Form,
    "example": Example,
}
CLOCK: Final = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"


class TomlSchema(GenerateJsonSchema):
    """JSON Schema as TOML needs it: there is no null, and times have no zone."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def time_schema(self, schema: core_schema.TimeSchema) -> JsonSchemaValue:
        return {"type": "string", "pattern": CLOCK}

    def datetime_schema(self, schema: core_schema.DatetimeSchema) -> JsonSchemaValue:
        return {"type": "string"}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema(file: str) -> dict[str, Any]:
    """What one kind of file may hold; raises KeyError for another name than those of FILES."""
    model = FILES[file]
    made = model.model_json_schema(by_alias=True, schema_generator=TomlSchema)
    described(made, model)
    return {
        "$schema": TomlSchema.schema_dialect,
        "$id": f"conferral:protocol/{file}",
        **made,
    }


def described(made: dict[str, Any], model: type[Part]) -> None:
    """Say in every table what it is for, and what each of its keys means."""
    for kind in models_under(model):
        table = made if kind is model else made["$defs"][kind.__name__]
        table["description"] = about(kind)
        for key, field in keys_of(kind):
            table["properties"][key]["description"] = meaning(kind, key, field)
