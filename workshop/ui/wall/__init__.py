"""The wall's screen: which message and claim it stands at, its keys, and what is kept off it."""
