"""The staff space: what the staff see and do, behind a login and apart from everything public."""
