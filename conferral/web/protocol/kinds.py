"""What the groups of differences between two editions are called."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "name": _("What it is called"),
    "panel": _("What the panel is for"),
    "cadence": _("When the panel meets"),
    "deadline": _("Deadlines"),
    "eligibility": _("Who is heard"),
    "criterion": _("Why somebody is heard"),
    "exclusion": _("Who is not heard here"),
    "prerequisite": _("What is first needed"),
    "repeat": _("Hearing somebody again"),
    "duty": _("Duties"),
    "consent": _("Consent"),
    "ground": _("Grounds for sharing without consent"),
    "form": _("What is asked"),
    "role": _("Who may do what"),
    "meeting": _("How a meeting runs"),
    "setting": _("How the panel works"),
    "clause": _("Clauses"),
    "wording": _("Wording"),
    "query": _("What is open"),
}
