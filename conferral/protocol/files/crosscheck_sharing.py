"""What must agree about sharing: which of the two consent forms applies, and what papers tell."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.forms.questions import (
    AGREED,
    FACT,
    OPINION,
    ROUTE,
    SEVERAL,
    WITH_CONSENT,
    WITHHELD,
    WITHOUT_CONSENT,
    Question,
)

WORDS: Final = ("text", "long_text")


def problems(edition: Edition) -> Iterator[str]:
    """Places that are filled twice, on the wrong form or by the wrong kind; and a missing fork."""
    at_home = homes(edition)
    for form in edition.forms:
        filled = Counter(question.fills for question in form.questions if question.fills)
        for place in sorted(place for place, n in filled.items() if n > 1 and place not in SEVERAL):
            yield f"forms/{form.id}.toml: two questions fill '{place}'."
        for question in form.questions:
            where = f"forms/{form.id}.toml, question '{question.id}'"
            if question.fills in at_home and form.id not in at_home[question.fills]:
                yield f"{where}: '{question.fills}' is not for this form to fill."
            elif reason := misfit(question):
                yield f"{where}: {reason}"
    yield from fork_missing(edition)


def homes(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The forms that may fill each place which only some of them can."""
    policy = edition.consent
    return {
        FACT: (REFERRAL,),
        OPINION: (REFERRAL,),
        AGREED: (policy.form,) if policy else (),
        WITHHELD: (policy.form, policy.without_form) if policy else (),
    }


def misfit(question: Question) -> str:
    """Why a question cannot fill its place, or nothing."""
    place, kind = question.fills, question.kind
    forks = kind == "choice" and set(question.labels) == {WITH_CONSENT, WITHOUT_CONSENT}
    if place == ROUTE and not (kind == "yes_no" or forks):
        return (
            f"it fills '{place}', so it is answered yes or no, or chooses between "
            f"'{WITH_CONSENT}' and '{WITHOUT_CONSENT}'."
        )
    if place == AGREED and kind != "yes_no":
        return f"it fills '{place}', so it is answered yes or no."
    if place in (WITHHELD, FACT, OPINION) and kind not in WORDS:
        return f"it fills '{place}', so it is answered in words."
    if place in (FACT, OPINION) and question.see != "all":
        return f"it fills '{place}', which stands in the papers, so everybody may see it."
    return ""


def fork_missing(edition: Edition) -> Iterator[str]:
    """Two forms, and no question that tells which of them is filled in."""
    form = next((form for form in edition.forms if form.id == REFERRAL), None)
    if edition.consent is None or form is None:
        return
    asked = form.filling(ROUTE)
    if asked is None:
        yield (
            f"protocol.toml, consent: no question of forms/{REFERRAL}.toml fills '{ROUTE}', so "
            "nothing tells which of its two forms is filled in."
        )
    elif not asked.required:
        where = f"forms/{REFERRAL}.toml, question '{asked.id}'"
        yield f"{where}: it fills '{ROUTE}', so write required = true."
