"""Readers: what a bureau has as PDF, Word, Excel, PowerPoint, web page, mail or picture, as text with its places.

`isolation` is the way in: it has each file read in a process of its own, which `worker` is. Every reader takes bytes
and gives a `Reading`; what it reads with stays inside its module.
"""
