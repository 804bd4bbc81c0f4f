"""The pages of the meetings area."""

from conferral.web.meetings import (
    agenda_views,
    minutes_views,
    papers_views,
    room_views,
    views,
    writing_views,
)
from conferral.web.panel import panel_path

urlpatterns = [
    panel_path("meetings/", views.meetings, name="meetings"),
    panel_path("meetings/<str:uid>/", views.meeting, name="meeting"),
    panel_path("meetings/<str:uid>/move/", views.move, name="meeting-move"),
    panel_path("meetings/<str:uid>/open/", views.open_it, name="meeting-open"),
    panel_path("meetings/<str:uid>/close/", views.close, name="meeting-close"),
    panel_path("meetings/<str:uid>/apologies/", views.apologies, name="meeting-apologies"),
    panel_path("meetings/<str:uid>/agenda/send/", agenda_views.send, name="agenda-send"),
    panel_path("meetings/<str:uid>/agenda.pdf", agenda_views.agenda_pdf, name="agenda-pdf"),
    panel_path(
        "meetings/<str:uid>/attendance.pdf", agenda_views.attendance_pdf, name="attendance-pdf"
    ),
    panel_path("meetings/list/<str:uid>/", agenda_views.list_a_case, name="case-list"),
    panel_path("meetings/items/<str:uid>/take-off/", agenda_views.take_off, name="item-take-off"),
    panel_path("meetings/<str:uid>/circulate/", papers_views.circulate, name="meeting-circulate"),
    panel_path("meetings/<str:uid>/sign/", papers_views.sign, name="meeting-sign"),
    panel_path("meetings/<str:uid>/papers/", papers_views.papers, name="papers"),
    panel_path("meetings/<str:uid>/papers.pdf", papers_views.papers_pdf, name="papers-pdf"),
    panel_path("meetings/copies/<str:uid>.pdf", papers_views.copy_pdf, name="copy-pdf"),
    panel_path("meetings/<str:uid>/room/", room_views.room, name="room"),
    panel_path("meetings/<str:uid>/room/enter/", room_views.enter, name="room-enter"),
    panel_path("meetings/<str:uid>/room/leave/", room_views.leave, name="room-leave"),
    panel_path("meetings/items/<str:uid>/begin/", room_views.begin, name="item-begin"),
    panel_path("meetings/items/<str:uid>/end/", room_views.end, name="item-end"),
    panel_path("meetings/items/<str:uid>/minute/", writing_views.minute, name="item-minute"),
    panel_path("meetings/items/<str:uid>/dissent/", writing_views.dissent, name="item-dissent"),
    panel_path("meetings/items/<str:uid>/action/", writing_views.action, name="item-action"),
    panel_path("meetings/<str:uid>/minutes/", minutes_views.minutes, name="minutes"),
    panel_path("meetings/<str:uid>/minutes/issue/", minutes_views.issue, name="minutes-issue"),
    panel_path("meetings/<str:uid>/minutes.pdf", minutes_views.minutes_pdf, name="minutes-pdf"),
    panel_path(
        "meetings/<str:uid>/actions.pdf", minutes_views.action_log_pdf, name="action-log-pdf"
    ),
    panel_path(
        "meetings/<str:uid>/our-actions.pdf",
        minutes_views.our_actions_pdf,
        name="agency-actions-pdf",
    ),
]
