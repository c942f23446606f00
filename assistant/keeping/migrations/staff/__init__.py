"""Steps of what only the staff database holds."""
