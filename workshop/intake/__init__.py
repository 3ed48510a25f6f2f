"""Intake: from the bytes of a file to cleaned, masked comments, and a list of what was left out."""
