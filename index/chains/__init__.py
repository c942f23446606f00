"""Chains: industries as links that supply each other, with who is here and, for staff, what is missing."""
