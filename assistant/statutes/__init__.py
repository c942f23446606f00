"""Questions over statutes: which one is named, in which version, and what one of its articles says."""
