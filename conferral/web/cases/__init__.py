"""Cases: the list, one case file, and what a case lets its readers do."""
