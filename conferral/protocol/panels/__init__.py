"""What a protocol sets about its panel: roles, quorum, levels, disputes, records."""
