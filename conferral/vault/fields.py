"""Model fields whose values are sealed in the database and opened when somebody reads them.

A sealed value is bound to its table, column, row and partnership: moved anywhere else it does not
open. The model must have `uid` (set before insert) and `partnership_id`.
"""

import json
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from conferral.vault.keys import key_of
from conferral.vault.sealing import key_number, seal, unseal

JSON: TypeAlias = Any

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field  # which takes type parameters only in its stubs


class Sealed(bytes):
    """A value as it lies in the database, not opened yet."""


class OpensWhenRead(DeferredAttribute):
    """Opens the sealed value the first time that somebody asks for it."""

    field: "EncryptedField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.opened(value, instance)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        """With a setter Python asks this descriptor before it looks into the instance."""
        instance.__dict__[self.field.attname] = value


class EncryptedField(AnyField):
    """What the encrypted fields share; use one of those below."""

    descriptor_class = OpensWhenRead

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", self.nothing)
        super().__init__(**options)

    @staticmethod
    def nothing() -> Any:
        return ""

    def to_text(self, value: Any) -> str:
        return str(value)

    def from_text(self, text: str) -> Any:
        return text

    def deconstruct(self) -> Any:
        name, path, positional, options = super().deconstruct()
        options.pop("default", None)
        return name, path, positional, options

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        number = 1
        return Sealed(
            seal(
                self.to_text(value).encode(),
                key=key_of(_partnership_of(model_instance), "text", number),
                number=number,
                place=self._place(model_instance),
            )
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is encrypted: save it through its row, never by query.")
        return connection.Database.Binary(bytes(value))

    def opened(self, value: Sealed, instance: models.Model) -> Any:
        """Return what was sealed in this row, or raise TamperedWith."""
        key = key_of(_partnership_of(instance), "text", key_number(value))
        return self.from_text(unseal(value, key=key, place=self._place(instance)).decode())

    def _place(self, instance: Any) -> str:
        table = instance._meta.db_table
        return f"{table}|{self.column}|{instance.uid}|{_partnership_of(instance)}"


class EncryptedText(EncryptedField):
    """Text of any length. Empty text is sealed too."""


class EncryptedDate(EncryptedField):
    """A calendar day, or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("null", True)
        super().__init__(**options)

    @staticmethod
    def nothing() -> Any:
        return None

    def to_text(self, value: date) -> str:
        return value.isoformat()

    def from_text(self, text: str) -> date:
        return date.fromisoformat(text)


class EncryptedJSON(EncryptedField):
    """A JSON value, by default an empty object."""

    @staticmethod
    def nothing() -> Any:
        return {}

    def to_text(self, value: JSON) -> str:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)

    def from_text(self, text: str) -> JSON:
        return json.loads(text)


def _partnership_of(instance: Any) -> int:
    return int(instance.partnership_id)
