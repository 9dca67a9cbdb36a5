"""What can go wrong, in words for the person who reads them."""


class SverkaError(Exception):
    """Any refusal of this library."""


class TooLong(SverkaError):
    """A text is longer than a check takes.

    Args:
        length: of the text, characters.
        limit: the most that is taken, characters.
    """

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"The text has {length} characters; {limit} are taken at once. Split it, or raise the limit.")
        self.length = length
        self.limit = limit


class Corrupt(SverkaError):
    """A file of a corpus is not what was written.

    Args:
        path: the file.
        what: what is wrong with it.
    """

    def __init__(self, path: object, what: str) -> None:
        super().__init__(f"{path} is damaged: {what}. Build the corpus anew from its texts, or restore the folder.")


class WrongVersion(SverkaError):
    """A corpus was made with another version of folding and hashing."""

    def __init__(self, path: object, theirs: object, ours: object) -> None:
        super().__init__(
            f"{path} was made with version {theirs} of the words, this is {ours}. Build it anew from its texts."
        )


class WrongSeed(SverkaError):
    """A corpus was made with another seed."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} was made with another seed. Give the one that it was made with, or build it anew.")


class NoCorpus(SverkaError):
    """There is no corpus where one was looked for, or one where none should be."""


class Busy(SverkaError):
    """Another process writes to the corpus."""

    def __init__(self, path: object) -> None:
        super().__init__(f"Another process writes to {path}. Open it for reading, or stop the other one.")
