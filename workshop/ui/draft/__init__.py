"""The parts of the Draft page: the text, its scope, its answers, and the shelf of texts."""
