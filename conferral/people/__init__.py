"""The people a panel confers about: names, safe contact, places, and equality kept apart."""
