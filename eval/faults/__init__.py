"""Faults: builds that are killed, disks that are full, rights that are gone, files that are damaged or do harm."""
