"""Where the service differs from its documentation; the words for it are those of all Birzha clients."""

from birzha_client.drift import Drift, DriftListener, Problem

__all__ = ["Drift", "DriftListener", "Problem"]
