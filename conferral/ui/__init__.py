"""The page kit: the layout, the components and the way words, days and times are shown."""
