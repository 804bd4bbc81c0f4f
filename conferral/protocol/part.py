"""What every part of a protocol file shares: strictness, clauses and where a value comes from."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Source = Literal["given", "default", "query"]


def one_or_many(written: Any) -> Any:
    return (written,) if isinstance(written, str) else written


Clauses = Annotated[
    tuple[str, ...], BeforeValidator(one_or_many, json_schema_input_type=str | tuple[str, ...])
]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$")]
Text = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """One table of a protocol file: nothing unknown, nothing converted, nothing changed later."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)


class Sourced(Part):
    """A part that says where its values come from.

    `given` by the document; our `default`, which the partnership must confirm; or a `query`, where
    the document is silent or disagrees with itself. `note` says what to confirm or answer,
    `meanwhile` what happens until then, and `finds` which findings of the check it asks about.
    """

    title: str = ""
    clause: Clauses = ()
    source: Source = "given"
    note: str = ""
    meanwhile: str = ""
    finds: tuple[str, ...] = ()

    @model_validator(mode="after")
    def what_is_not_given_says_what_to_settle(self) -> Self:
        if self.source != "given" and not self.note:
            to_do = "confirm" if self.source == "default" else "answer"
            raise ValueError(
                f"its source is {self.source!r}, so it needs a note that says what to {to_do}"
            )
        if self.source == "given" and self.finds:
            raise ValueError("has finds, which goes with a default or a query only")
        return self

    @property
    def principal_clause(self) -> str:
        return self.clause[0] if self.clause else ""
