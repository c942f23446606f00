"""OpenID Connect: another machine vouches for who somebody of the staff is."""
