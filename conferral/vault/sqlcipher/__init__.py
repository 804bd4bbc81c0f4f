"""SQLite through SQLCipher: every page, journal and backup of the database is encrypted."""
