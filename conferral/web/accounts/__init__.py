"""Sign-in, the second factor, and the choice of panel."""
