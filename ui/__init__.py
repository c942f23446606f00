"""Showing it: the FastAPI application, the Gradio pages and the document pages."""
