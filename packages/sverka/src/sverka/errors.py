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
