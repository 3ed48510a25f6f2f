"""What the server itself answers and refuses, before any page runs: roles, the way in, and the pulse."""
