"""What a demonstration says when it is ready: where to look, and whom to be."""

from conferral.demo.reading import written

LINE = "    {name:<17} {role:<34} {tries}"


def welcome(address: str) -> str:
    """The address, and five people to sign in as with what to try as each."""
    lines = [
        LINE.format(name=each["name"], role=each["role"], tries=each["try"])
        for each in written("partnership.toml")["welcome"]
    ]
    return "\n".join(
        [
            "",
            f"  Open {address} and choose whom to be. Every person and place is invented.",
            "",
            *lines,
            "",
            "  What you enter is kept. Ctrl-C stops; `make demo-reset` starts over.",
            "",
        ]
    )
