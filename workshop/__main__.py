"""`python -m workshop` is the command `backtalk`."""

from workshop.cli import main

main()
