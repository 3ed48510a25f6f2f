"""The one family of errors that a person gets to read."""


class WorkshopError(Exception):
    """Say what happened and what to do next, in two plain sentences.

    The technical cause stays chained (`raise ... from error`), for logs only.
    """

    def __init__(self, happened: str, advice: str) -> None:
        """Keep both sentences; each ends with a full stop."""
        super().__init__(f"{happened} {advice}")
        self.happened = happened
        self.advice = advice


class UnreadableFile(WorkshopError):
    """A file could not be understood as comments."""


class UnknownCorpus(WorkshopError):
    """No corpus has this name."""


class UnknownComment(WorkshopError):
    """No comment has this id, and none is by this author."""


class UnknownSegment(WorkshopError):
    """No comment of the corpus lies in this segment."""


class StoreBusy(WorkshopError):
    """Another process is writing and did not finish in time."""


class UnreadableStore(WorkshopError):
    """What is kept in `BACKTALK_HOME` is damaged, or newer than this program."""


class CannotWrite(WorkshopError):
    """The disk is full, failing or read-only; what was kept before is still there."""


class UnusableName(WorkshopError):
    """A name is taken, or cannot be typed or linked to."""


class ModelUnavailable(WorkshopError):
    """A model is missing, damaged or cannot be loaded."""


class Cancelled(WorkshopError):
    """Somebody stopped a long job."""
