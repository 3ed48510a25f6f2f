"""A process of its own that adds comments to a store: run with the home, a name and how many batches.

It prints one line for each batch that `add` acknowledged.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from workshop.records import Comment
from workshop.store import Store
from workshop.store.batches import Batch

AT = datetime(2024, 3, 1, tzinfo=UTC)
N_COMMENTS = 40


def body(name, number):
    """Comments of a batch: some new, some revisions of those of the batch before."""
    for n in range(N_COMMENTS):
        yield Comment(f"{name}-{number}-{n}", f"Comment {n} of {name}. It has two sentences.", "posts", author_key=name)
    for n in range(0, N_COMMENTS, 2):
        yield Comment(f"{name}-{number - 1}-{n}", f"Comment {n} of {name}, now revised.", "posts", author_key=name)


def main(home, name, n_batches):
    store = Store.open(Path(home))
    print("open", flush=True)  # noqa: T201
    for number in range(1, int(n_batches) + 1):
        added = store.comments.add("air", body(name, number), batch=Batch(f"{name}{number}", name, AT))
        print(number, added.version, flush=True)  # noqa: T201
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
