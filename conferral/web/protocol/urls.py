"""The addresses of the protocol, its editions and their adoption."""

from conferral.web.panel import panel_path
from conferral.web.protocol import (
    adopting_views,
    changes_views,
    proposal_views,
    values_views,
    views,
    year_views,
)

urlpatterns = [
    panel_path("protocol/", views.clauses, name="protocol"),
    panel_path("protocol/open/", views.left_open, name="protocol-open"),
    panel_path("protocol/check/", views.findings, name="protocol-check"),
    panel_path("protocol/examples/", views.examples, name="protocol-examples"),
    panel_path("protocol/roles/", views.roles, name="protocol-roles"),
    panel_path("protocol/values/", values_views.values, name="protocol-values"),
    panel_path("protocol/stages/", views.stages, name="protocol-stages"),
    panel_path("protocol/year/", year_views.year, name="protocol-year"),
    panel_path("protocol/changes/", changes_views.changes, name="protocol-changes"),
    panel_path("protocol/editions/", adopting_views.editions, name="protocol-editions"),
    panel_path("protocol/editions/propose/", adopting_views.propose, name="protocol-propose"),
    panel_path("protocol/editions/<str:uid>/", proposal_views.proposal, name="proposal"),
    panel_path(
        "protocol/editions/<str:uid>/settle/", proposal_views.settle, name="proposal-settle"
    ),
    panel_path("protocol/editions/<str:uid>/sign/", proposal_views.sign, name="proposal-sign"),
    panel_path("protocol/editions/<str:uid>/adopt/", proposal_views.adopt, name="proposal-adopt"),
    panel_path(
        "protocol/editions/<str:uid>/withdraw/", proposal_views.withdraw, name="proposal-withdraw"
    ),
]
