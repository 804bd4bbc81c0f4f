"""What the journeys answer, page by page, by the names of the fields. The people are invented."""

from typing import Any

Typed = dict[str, Any]

VIOLENCE = ("rf_violence", "rf_strangulation", "rf_control", "rf_trafficking", "rf_targeted",
            "rf_own_fear")  # fmt: skip
HEALTH = ("rf_self_harm", "rf_pregnant", "rf_substances", "rf_health", "rf_capacity")
LIFE = ("rf_survival", "rf_housing", "rf_children", "rf_young", "rf_missing", "rf_immigration",
        "rf_police", "rf_diversion", "rf_release")  # fmt: skip

WORRIES = (
    "He has strangled her twice since September, and after the second time she could not swallow "
    "for two days. He waits at her door, holds her bank card and decides where she stands at "
    "night. She told us this herself, our nurse saw the marks on her neck, and a neighbour has "
    "heard her shout. No agency alone can keep the door shut and her money safe."
)


def flags(names: tuple[str, ...], **present: str) -> Typed:
    """The red flags of a page: present where a source is given, and not present elsewhere."""
    typed: Typed = {}
    for name in names:
        typed[name] = "present" if name in present else "not_present"
        if name in present:
            typed |= {f"{name}__source": present[name], f"{name}__when": "10 November 2026"}
    return typed


REFERRAL: dict[str, Typed] = {
    "who": {
        "name": "Juniper Vale", "alias": "Juno", "estimated_age": "29", "language": "English",
        "communication": "Short sentences, and time to answer.",
    },
    "reach": {
        "contact_warning": "Do not ring her. He answers her phone.",
        "safe_number": "07700 900123", "safe_times": "Tuesday and Thursday, 10am to noon",
        "safe_words": "It is the dentist about the appointment",
        "may_leave_message": "no", "may_write": "no",
        "address": "12 Quay Street, Eastmarsh", "area": "By the quay", "housing": "own_tenancy",
    },
    "her-words": {
        "her_views": "I sleep with the chair against the door. I want a lock with a new key.",
        "her_wishes": "A lock, my own bank card, and nobody telling my mother.",
        "views_heard_by": "Kit Larkspur", "views_heard_on": "10 November 2026",
    },
    "agreement": {"consent_route": "consent"},
    "flags-violence": flags(
        VIOLENCE, rf_violence="She told Kit Larkspur", rf_strangulation="Our nurse saw the marks"
    ),
    "flags-health": flags(HEALTH, rf_substances="Our own records"),
    "flags-life": flags(LIFE),
    "need": {
        "in_borough": "yes", "where_selling": "on_street",
        "multi_agency_reason": "The door is housing’s, the man is known to the police, and she "
        "comes to us for her prescription. Each of us holds one piece.",
    },
    "criterion": {"criterion_chosen": ["professional_judgement"], "judgement_reasons": WORRIES},
    "children": {
        "children": "yes", "children_details": "A daughter of six, who is with her mother.",
        "child_concern": "no",
    },
    "risk-people": {"people_posing_risk": "A man whom she calls Dean. He has a key to her flat."},
    "background": {
        "background_facts": "She came to us in March. She has asked twice for a new lock.",
        "safety_so_far": "A safe word with our duty worker, and a bag packed at her sister’s.",
    },
    "agencies": {
        "agencies_involved": "Ourselves; Eastmarsh Housing as her landlord.",
        "support_sought": ["safety", "housing"],
    },
    "care": {"capacity_doubt": "no", "vulnerable_adult": "no", "slavery_indicators": "no"},
    "statistics": {
        "gender": "woman", "sex": "female", "ethnicity": "white_british",
        "sexual_orientation": "prefer_not_to_say", "disability": "not_limited",
    },
    "again": {"re_referral": "no"},
}  # fmt: skip

CONSENT: dict[str, Typed] = {
    "told": {
        "explained_by": "Kit Larkspur", "explained_on": "10 November 2026", "method": "in_person",
        "told_about_panel": "yes", "told_limits": "yes", "told_rights": "yes",
    },
    "agreed": {
        "agrees_referral": "yes", "agrees_categories": ["health", "housing"],
        "contact_after": "Kit Larkspur, when she comes on Thursday",
        "how_recorded": "verbal", "witness": "The duty nurse", "expires_on": "10 May 2027",
    },
}  # fmt: skip

WITHOUT_CONSENT: dict[str, Typed] = {
    "asking": {
        "was_asked": "not_asked_unsafe",
        "reason_not_obtained": "Whenever an officer has spoken with her he stood beside her and "
        "answered in her place. To ask her about the panel in front of him would tell him.",
        "her_known_wishes": "She told a neighbour that she wants to go home to her sister.",
        "aware": "no", "when_told": "By her advocate, as soon as she is seen alone.",
        "capacity_doubted": "no",
    },
    "sharing": {
        "grounds": ["crime_and_disorder", "statutory_function"], "article_6": "public_task",
        "harm_if_not_shared": "He may kill her. He has said so to two people.",
        "harm_if_shared": "He may find out, and move her out of the borough.",
        "what_is_shared": "What happened in the flat, with the members of the panel.",
        "what_is_withheld": "The neighbour’s name.",
        "decided_by": "Tom Birchall", "signed_off_by": "Detective Inspector Ruth Amory",
        "review_on": "16 February 2027",
    },
}  # fmt: skip

ANOTHER: dict[str, Typed] = {
    **REFERRAL,
    "who": {"name": "Sorrel Finch", "date_of_birth": "3 June 1998", "language": "Polish"},
    "her-words": {
        **REFERRAL["her-words"], "her_views": "He counts what I bring, and I owe the rest.",
        "views_heard_by": "Tom Birchall",
    },
    "agreement": {"consent_route": "without"},
    "children": {"children": "no", "child_concern": "no"},
}  # fmt: skip
