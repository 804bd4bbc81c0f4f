"""A commented edition for an author to start from."""

import re
from pathlib import Path
from typing import Final

from conferral.protocol.edition import EDITION_ID
from conferral.protocol.files.complaints import Complaint, ProtocolError
from conferral.protocol.files.folder import read_folder

KINDS: Final = ("standing_panel", "planning_meeting")
WHERE: Final = Path(__file__).parent / "starting_points"
MODEL_ID: Final = "your-panel/1"
MODEL_LETTERS: Final = "YOUR-PANEL"


def starting_files(edition_id: str, kind: str) -> dict[str, str]:
    """The files of a small edition of that kind, under an id of the author's own."""
    if not re.match(EDITION_ID, edition_id):
        said = (
            f"“{edition_id}” is not the id of an edition; write small letters, figures and hyphens "
            "on both sides of one stroke, as in eastmarsh/1."
        )
        raise ProtocolError([Complaint("", None, "", said)])
    letters = edition_id.partition("/")[0].upper()
    return {
        name: text.replace(MODEL_ID, edition_id).replace(MODEL_LETTERS, letters)
        for name, text in read_folder(WHERE / kind).items()
    }
