"""The commands of the command line: a module for each room of them, which adds them to the parser and runs them."""
