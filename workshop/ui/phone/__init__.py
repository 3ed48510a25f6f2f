"""The phone of a participant: one screen for each phase, with what to do within reach of a thumb."""
