"""The rules of a live workshop: phases, rights, limits and counts, as values in and values out."""
