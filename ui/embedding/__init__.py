"""The assistant on other sites: a script that puts it there, and the page that it frames."""
