"""Scaling: libraries of any number of passages, built, cut short, gone on with, and searched."""
