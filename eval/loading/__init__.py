"""Loading: a served smx asked by many at once, and while parts of it are restarted, replaced or away."""
