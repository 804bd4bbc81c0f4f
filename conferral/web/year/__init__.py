"""The year: meetings and their deadlines, and why each falls on its day."""
