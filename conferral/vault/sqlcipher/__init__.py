"""SQLite through SQLCipher: every page, journal and backup of the embedded database is encrypted."""
