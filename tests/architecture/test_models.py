"""What every table must have: its handling, its partnership, its uid, its pairs."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from conferral.vault.fields import EncryptedField

OURS = [model for model in apps.get_models() if model.__module__.startswith("conferral.")]
OUTSIDE_PARTNERSHIPS = {
    "accounts.User",
    "accounts.Session",
    "accounts.Throttle",
    "audit.Entry",
    "audit.Head",
    "partnerships.Partnership",
    "vault.WrappedKey",
}
"""People who sign in, sessions, the record and the keys carry their scope in another way."""
SCOPED = [model for model in OURS if model._meta.label not in OUTSIDE_PARTNERSHIPS]
PLAIN_TEXT = {
    "partnerships.Panel": {"name", "convenor", "neutral_title", "venue"},
    "partnerships.Closure": {"why"},
    "partnerships.Agency": {"name"},
    "partnerships.Agreement": {"title", "version"},
    "partnerships.AgreementSignature": {"signatory", "signatory_role"},
    "partnerships.AdoptedEdition": {"edition_id", "fingerprint"},
    "partnerships.EditionProposal": {"edition_id", "fingerprint"},
    "partnerships.Settlement": {"unsettled"},
    "cases.Case": {"reference"},
    "cases.CaseGrant": {"why"},
    "cases.Duty": {"rule", "title", "clause"},
    "referrals.LateApproval": {"role"},
    "meetings.Meeting": {"venue", "why_this_day"},
    "meetings.ConfidentialitySignature": {"statement_version"},
    "meetings.Minutes": {"anchor_mac"},
    "actions.Action": {"once"},
    "notices.Notice": {"event", "subject", "last_error"},
    "vault.SealedFile": {"media_type"},
}
"""Free text that says nothing about a person discussed. Everything else is sealed."""
ALONE = {
    "created_at", "last_seen_at", "expires_at", "at", "planned_at", "drafted_at", "received_at",
    "seen_at", "raised_at", "sent_at", "mail_due_at", "mailed_at", "entered_at", "left_at",
    "apologies_at", "saved_at",
}  # fmt: skip
"""Moments whose person is the row's own subject or another column of the same row."""


def label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=label)
def test_every_field_says_how_it_is_handled(model: Any):
    fields = {field.name for field in model._meta.concrete_fields} - {"id"}
    recorded, confidential = set(model.Handling.recorded), set(model.Handling.confidential)
    assert recorded | confidential == fields
    assert not recorded & confidential


@pytest.mark.parametrize("model", OURS, ids=label)
def test_a_sealed_field_is_never_copied_into_the_record(model: Any):
    sealed = {
        field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedField)
    }
    assert sealed <= set(model.Handling.confidential)


@pytest.mark.parametrize("model", SCOPED, ids=label)
def test_a_partnerships_table_names_its_partnership_and_a_random_uid(model: Any):
    fields = {field.name: field for field in model._meta.concrete_fields}
    assert not fields["partnership"].null
    assert fields["uid"].max_length == 22
    assert len({fields["uid"].get_default() for _ in range(50)}) == 50


@pytest.mark.parametrize("model", SCOPED, ids=label)
def test_every_unique_constraint_carries_the_partnership(model: Any):
    unique = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    assert unique
    for constraint in unique:
        inside = {*constraint.fields, *(expr.name for expr in constraint.expressions)}
        one_to_one = inside & {"file", "circulation"}
        assert "partnership" in inside or one_to_one, constraint.name


@pytest.mark.parametrize("model", SCOPED, ids=label)
def test_free_text_is_sealed_unless_it_is_on_the_short_plain_list(model: Any):
    plain = {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in ("uid", "slug")
    }
    assert plain == PLAIN_TEXT.get(model._meta.label, set())


@pytest.mark.parametrize("model", OURS, ids=label)
def test_a_moment_stands_beside_the_person_who_made_it(model: Any):
    names = {field.name for field in model._meta.concrete_fields}
    lonely = {
        name
        for name in names
        if name.endswith("_at") and f"{name[:-3]}_by" not in names and name not in ALONE
    }
    assert lonely <= {"opened_at"} and (not lonely or model._meta.label == "meetings.Copy")


@pytest.mark.parametrize("model", OURS, ids=label)
def test_an_optional_moment_and_its_person_are_kept_together_by_the_database(model: Any):
    fields = {field.name: field for field in model._meta.concrete_fields}
    constraints = {constraint.name for constraint in model._meta.constraints}
    pairs = [
        name[:-3]
        for name, field in fields.items()
        if name.endswith("_at") and field.null and f"{name[:-3]}_by" in fields
    ]
    prefix = model._meta.label_lower.replace(".", "_")
    lifting = {"lifted"} if model._meta.label == "cases.ConflictOfInterest" else set()
    for stem in set(pairs) - lifting:
        assert f"{prefix}_{stem}_at_with_by" in constraints


@pytest.mark.parametrize("model", SCOPED, ids=label)
def test_rows_of_a_partnership_can_be_asked_for_as_somebody_sees_them(model: Any):
    if model._meta.label in {"vault.SealedFile", "vault.SealedChunk", "notices.Notice"}:
        return  # reached through the row that owns them, or by their own recipient
    assert hasattr(model.objects.all(), "visible_to")
