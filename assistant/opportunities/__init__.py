"""Opportunities: the published projects as lists, pages and tables, by what stands in an address."""
