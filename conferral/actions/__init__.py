"""Actions: agreed in the meeting, owned by a named person, reported when done."""
