"""Answering with it: conversation, understanding, gathering, composing, verifying, the flow, assembly, command line."""
