"""What people do with meetings: plan them, circulate papers, and hear the cases."""

from conferral.meetings.operations.circulating import (
    circulate,
    open_case_file,
    open_copy,
    print_copy,
    sign_confidentiality,
)
from conferral.meetings.operations.planning import (
    list_case,
    move_meeting,
    plan_year,
    send_agenda,
    take_off,
)
from conferral.meetings.operations.room import (
    EditedMeanwhile,
    begin_item,
    close_meeting,
    end_item,
    enter_room,
    hear_item,
    leave_room,
    minute_item,
    open_meeting,
    record_dissent,
    send_apologies,
)

__all__ = [
    "EditedMeanwhile",
    "begin_item",
    "circulate",
    "close_meeting",
    "end_item",
    "enter_room",
    "hear_item",
    "leave_room",
    "list_case",
    "minute_item",
    "move_meeting",
    "open_case_file",
    "open_copy",
    "open_meeting",
    "plan_year",
    "print_copy",
    "record_dissent",
    "send_agenda",
    "send_apologies",
    "sign_confidentiality",
    "take_off",
]
