"""Faults, on purpose: two processes at once, a kill at every write step, a full disk, a locked store."""
