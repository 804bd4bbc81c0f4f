"""Partnerships, their panels, agencies, members, agreements and adopted editions."""
