"""Records: the typed rows a bureau keeps, the tables of their fields, and reading them from files."""
