"""The meetings area: the year’s meetings, their papers, the room and the minutes."""
