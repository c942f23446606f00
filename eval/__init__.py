"""Measuring it: benchmarks on data given by path, and the fitting of the small models the search uses."""
