"""The one process that works in the background: it mails hints that something waits."""
