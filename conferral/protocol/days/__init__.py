"""Days and hours: working days, when the panel meets, and by when something is due."""
