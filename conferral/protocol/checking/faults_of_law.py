"""What the check finds against the law: records without an end, duties that bind only some."""

import re
from collections.abc import Iterator
from typing import Final

from conferral.protocol.checking.findings import Noticed, noticed
from conferral.protocol.edition import Edition
from conferral.protocol.panels.retention import Retention
from conferral.protocol.rules.consent import AgencyKind
from conferral.protocol.wording import counted, number

CASE: Final = "case"
PUBLIC_ONLY: Final = (("Modern Slavery Act 2015", "52"),)
REPLACED: Final = {
    "Data Protection Act 1998": "the Data Protection Act 2018 and the UK GDPR",
    "National Assistance Act 1948": "the Care Act 2014",
    "NHS and Community Care Act 1990": "the Care Act 2014",
    "No Secrets": "the Care Act 2014 and its guidance",
    "Sexual Offences Act 1956": "the Sexual Offences Act 2003",
    "Local Safeguarding Children Board": "the local safeguarding partners",
}
EVERY_AGENCY: Final = tuple((kind.value, public) for kind in AgencyKind for public in (True, False))


def faults_of_law(edition: Edition) -> Iterator[Noticed]:
    """Everything where an edition falls short of what the law asks for."""
    yield from of_retention(edition)
    yield from of_complaints(edition)
    yield from of_sharing(edition)
    yield from of_grounds(edition)
    yield from of_duties(edition)
    yield from replaced_law(edition)
    yield from of_review(edition)


def of_retention(edition: Edition) -> Iterator[Noticed]:
    kept = edition.retention
    if kept is None or kept.source != "given" or not (kept.years or kept.classes):
        yield noticed(
            "retention.absent",
            "fault",
            kept.clause if kept else (),
            "Nothing says how long records are kept.",
            "Say how long each kind of record is kept, from when, and who destroys it.",
            covers=("retention",),
        )
    cases = kept.months_for(CASE) if kept else None
    if kept and cases:
        yield from kept_too_briefly(edition, kept, cases)


def kept_too_briefly(edition: Edition, kept: Retention, months: int) -> Iterator[Noticed]:
    """Cases that are gone before they would count again, or before anybody looks back."""
    again = edition.repeat.window_months if edition.repeat else None
    review = edition.review.every_months if edition.review else None
    clauses = (kept.class_of(CASE) or kept).clause
    said = f"Cases are kept for {counted(months, 'month')}, and "
    remedy = "Keep them longer, or say why they may go so soon."
    if again and months < again:
        said += f"one counts as heard before for {counted(again, 'month')}."
        yield noticed("retention.forgets", "fault", clauses, said, remedy)
    elif review and months < review:
        said += f"the protocol is reviewed every {counted(review, 'month')}."
        yield noticed("retention.short", "query", clauses, said, remedy)


def of_complaints(edition: Edition) -> Iterator[Noticed]:
    channel = edition.complaints
    if channel is None or channel.source != "given":
        yield noticed(
            "complaints.of-people",
            "query" if channel else "fault",
            channel.clause if channel else (),
            "People whose information is used have no way of their own to complain.",
            "Say to whom a person complains, and that she hears back within 30 days.",
            covers=("complaints",),
        )


def of_sharing(edition: Edition) -> Iterator[Noticed]:
    """Whether agencies agree how they share, and everyone what stays in the room."""
    member, statement = edition.membership, edition.meeting.confidentiality
    if member is None or not member.agreement or member.source != "given":
        yield noticed(
            "sharing.no-agreement",
            "fault",
            member.clause if member else (),
            "No agreement on sharing information is asked of the agencies that take part.",
            "Name the agreement that each agency signs, or on what basis an invited one shares.",
            covers=("membership",),
        )
    if statement.source == "query" or not statement.clause:
        yield noticed(
            "sharing.no-statement",
            "query",
            statement.clause,
            "The document asks nobody to sign that what is said stays confidential.",
            "Say who signs a confidentiality statement, and when.",
            covers=("meeting.confidentiality",),
        )


def of_grounds(edition: Edition) -> Iterator[Noticed]:
    """Kinds of agency that must name a ground for sharing and have none to choose."""
    if edition.consent is None:
        return
    if len(edition.grounds) < edition.consent.min_grounds:
        named = number(len(edition.grounds)) if edition.grounds else "none"
        yield noticed(
            "ground.too-few",
            "fault",
            edition.consent.clause,
            f"{counted(edition.consent.min_grounds, 'ground').capitalize()} must be chosen to "
            f"share without agreement, and the protocol names {named}.",
            "Ask for fewer, or add the grounds that the document names.",
        )
    without = [kind for kind, public in EVERY_AGENCY if not edition.grounds_for(kind, public)]
    if without:
        kinds = ", ".join(dict.fromkeys(kind.replace("_", " ") for kind in without))
        yield noticed(
            "ground.none-to-use",
            "fault",
            edition.consent.clause,
            f"Sharing without agreement needs a ground, and some agencies have none: {kinds}.",
            "Add a ground that they may rely on.",
        )


def of_duties(edition: Edition) -> Iterator[Noticed]:
    for duty in edition.duties:
        if duty.first and not duty.due.at_once:
            yield noticed(
                f"duty.first-and-waits.{duty.id}",
                "query",
                duty.clause,
                f"“{duty.title}” stands before everything else, and is not due at once.",
                "Make it due at once, or take first out.",
            )
        for act, section in PUBLIC_ONLY:
            named = re.search(rf"{re.escape(act)}.*\b{section}\b", duty.law)
            if named and duty.binds == "everyone":
                yield noticed(
                    f"duty.overstated.{duty.id}",
                    "fault",
                    duty.clause,
                    f"“{duty.title}” is put on everyone; {act}, section {section}, binds only "
                    "public authorities.",
                    "Say whom it binds, and what the others do instead.",
                )


def replaced_law(edition: Edition) -> Iterator[Noticed]:
    cited = [
        *((f"ground.{ground.code}", ground.law, ground.clause) for ground in edition.grounds),
        *((f"duty.{duty.id}", duty.law, duty.clause) for duty in edition.duties),
    ]
    for place, law, clauses in cited:
        for old, new in REPLACED.items():
            if old.lower() in law.lower():
                yield noticed(
                    f"law.outdated.{place}",
                    "fault",
                    clauses,
                    f"{old} has been replaced by {new}.",
                    "Cite the law of today.",
                )


def of_review(edition: Edition) -> Iterator[Noticed]:
    if edition.review is None:
        yield noticed(
            "review.absent",
            "fault",
            (),
            "Nothing says when the protocol is reviewed.",
            "Say how often it is reviewed, and by whom.",
        )
