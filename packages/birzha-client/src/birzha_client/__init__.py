"""What both marketplace clients share: operations, transports, retry and pacing policy, redaction."""

__version__ = "0.1.0"
