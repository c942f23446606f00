"""Keeping: what was asked and said of it, who may work in the staff space, and what is switched off."""
