"""Steps of what only the public database holds."""
