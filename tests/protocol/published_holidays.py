"""The published bank holidays of 2025 to 2028 on weekdays, as a table to compare with."""

from datetime import date

ENGLAND_AND_WALES = {
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
SCOTLAND = {
    2025: "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26",
    2026: "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
    2027: "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
    2028: "01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26",
}
NORTHERN_IRELAND = {
    2025: ENGLAND_AND_WALES[2025] + " 03-17 07-14",
    2026: ENGLAND_AND_WALES[2026] + " 03-17 07-13",
    2027: ENGLAND_AND_WALES[2027] + " 03-17 07-12",
    2028: ENGLAND_AND_WALES[2028] + " 03-17 07-12",
}
TABLES = {
    "ENG": ENGLAND_AND_WALES,
    "WLS": ENGLAND_AND_WALES,
    "SCT": SCOTLAND,
    "NIR": NORTHERN_IRELAND,
}


def published(nation: str, year: int) -> set[date]:
    """The bank holidays of one nation and year that fall on a weekday."""
    return {date.fromisoformat(f"{year}-{day}") for day in TABLES[nation][year].split()}


PUBLISHED = {nation: set().union(*(published(nation, year) for year in TABLES[nation]))
             for nation in TABLES}  # fmt: skip
