"""Meetings: the year, the agenda, papers, the room, and the minutes."""
