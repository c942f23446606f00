"""Matching: an investor's plan held against policies, published projects and links of chains.

Every condition is met, unmet or unknown, with the words it stands on. Nothing here is a promise: what an authority
decides stays unknown, and an amount that may be paid is never worked out.
"""
