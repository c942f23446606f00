"""The record store of a shelf, and exact answers to typed queries over all its rows."""
