"""Running: what keeps the service within bounds, ready or honestly not, and seen by those who look after it."""
