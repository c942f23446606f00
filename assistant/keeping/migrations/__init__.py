"""The steps by which a database comes to its present form: one folder for each of its parts."""
