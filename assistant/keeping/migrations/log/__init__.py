"""Steps of what was asked, in the public and in the staff database."""
