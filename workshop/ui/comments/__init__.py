"""The Comments page: what customers wrote, brought in, read, and removed."""
