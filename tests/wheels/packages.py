"""What each package may be: how large, how many others it brings, what it must not bring."""

NAMES = ("birzha-client", "etxt-api", "kwork-api", "sverka", "birzha")
INSTALLED = {name: name.replace("-", "_") for name in NAMES}
"""What is imported."""

OURS = {
    "birzha-client": {"birzha-client"},
    "etxt-api": {"birzha-client", "etxt-api"},
    "kwork-api": {"birzha-client", "kwork-api"},
    "sverka": {"sverka"},
    "birzha": set(NAMES),
}
"""Which of our packages each one needs, itself included: no client brings the exchange."""

LARGEST = {"birzha-client": 40, "etxt-api": 110, "kwork-api": 80, "sverka": 540, "birzha": 900}
"""Of a wheel, in KiB: somewhat above what it is."""

MOST = {"birzha-client": 11, "etxt-api": 16, "kwork-api": 16, "sverka": 10, "birzha": 55}
"""Distributions in an environment where nothing else is, itself included; of sverka with its readers of files and Ukrainian."""
