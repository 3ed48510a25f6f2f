"""The control screen of a workshop: agenda, clock, stage, moderation, people, and the way in."""
