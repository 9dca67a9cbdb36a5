"""The token bucket, and where it is off."""

import pytest

from birzha_client.pacing import Pacer, Pacing, is_local, pacer_of


def test_a_burst_then_an_even_stream():
    """Four at once, then one every half second."""
    pacer = Pacer(Pacing(per_second=2, burst=4))
    assert [pacer.reserve(0.0) for _ in range(7)] == [0, 0, 0, 0, 0.5, 1.0, 1.5]


def test_a_pause_fills_the_bucket_and_no_more():
    """After a long pause there is one burst, not two."""
    pacer = Pacer(Pacing(per_second=1, burst=2))
    for _ in range(5):
        pacer.reserve(0.0)
    assert [pacer.reserve(100.0) for _ in range(3)] == [0, 0, 1.0]


def test_a_hold_never_shortens_a_wait():
    """Holding until an earlier moment changes nothing."""
    pacer = Pacer(Pacing(per_second=1, burst=1))
    pacer.hold(10.0)
    pacer.hold(5.0)
    assert pacer.reserve(0.0) == 10.0


@pytest.mark.parametrize("bad", [{"per_second": 0}, {"per_second": -1}, {"burst": 0}])
def test_a_pace_that_lets_nothing_through_is_refused(bad):
    """A mistake in the settings is told at once."""
    with pytest.raises(ValueError, match="never lets a call through"):
        Pacing(**bad)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://127.8.8.8/", True),
        ("http://[::1]:80/", True),
        ("http://localhost/x", True),
        ("http://api.localhost/", True),
        ("https://www.etxt.ru/api/json/", False),
        ("http://10.0.0.1/", False),
        ("http://localhost.example.com/", False),
        ("nonsense", False),
    ],
)
def test_this_machine_is_known(url, local):
    """Only loopback counts as this machine."""
    assert is_local(url) is local


def test_who_is_paced():
    """By default real hosts, not this machine and not what is in the process; otherwise as told."""
    far, near = "https://api.example/", "http://127.0.0.1:8000/"

    class InProcess:
        paced = False

    assert pacer_of("auto", far, None).pacing == Pacing()
    assert pacer_of("auto", near, None) is None
    assert pacer_of("auto", far, InProcess()) is None
    assert pacer_of(None, far, None) is None
    assert pacer_of(Pacing(per_second=9), near, InProcess()).pacing.per_second == 9
