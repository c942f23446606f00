"""Statutes: texts of numbered articles, what they say of themselves, and which of them are versions of one work."""
