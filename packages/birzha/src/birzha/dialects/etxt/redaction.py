"""Keeping tokens and signatures out of logs: they stand in the URL, where the protocol wants them."""

import logging
import re

SECRETS = re.compile(r"(?i)\b(token|sign|api_pass|password)(=|%3D)[^&\s\"']*")
HIDDEN = r"\1\2***"


def redacted(text: str) -> str:
    """The text with the values of secret parameters blotted out."""
    return SECRETS.sub(HIDDEN, text)


class Redaction(logging.Filter):
    """Blots secrets out of every record, so that no handler sees them; put it on a logger or a handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; it is always kept."""
        if isinstance(record.args, tuple):
            record.args = tuple(redacted(each) if isinstance(each, str) else each for each in record.args)
        if isinstance(record.msg, str):
            record.msg = redacted(record.msg)
        if record.exc_info and not record.exc_text:
            record.exc_text = redacted(logging.Formatter().formatException(record.exc_info))
        return True


def redacting_logger(name: str) -> logging.Logger:
    """The logger of that name, with secrets blotted out of whatever it is given.

    The command line calls it for ``uvicorn.access`` and ``uvicorn.error`` after uvicorn has configured its logging.
    """
    logger = logging.getLogger(name)
    if not any(isinstance(each, Redaction) for each in logger.filters):
        logger.addFilter(Redaction())
    return logger
