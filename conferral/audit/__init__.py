"""The record of who did and who read what: only ever added to, and chained so that changes show."""
