"""What the tests themselves stand on: no network, and nothing real within reach."""

import socket
import tempfile
from pathlib import Path

import keyring.errors
import pytest


def test_reaching_for_another_machine_is_stopped_and_noticed(no_network: list[str]) -> None:
    with (
        socket.socket(socket.AF_INET) as outward,
        pytest.raises(BaseException, match=r"socket\.connect"),
    ):
        outward.connect(("192.0.2.1", 9))  # an address kept for examples
    assert no_network == ["socket.connect"]
    no_network.clear()


def test_looking_up_a_name_is_stopped_and_noticed(no_network: list[str]) -> None:
    with pytest.raises(BaseException, match=r"socket\.getaddrinfo"):
        socket.getaddrinfo("example.invalid", 80)
    assert no_network == ["socket.getaddrinfo"]
    no_network.clear()


def test_home_and_temporary_files_are_in_a_place_made_for_this_run(tmp_path: Path) -> None:
    place = Path.home()
    assert place.name.startswith("ct-")
    assert place in Path(tempfile.gettempdir()).parents
    assert place in tmp_path.parents or place.parents[1] in tmp_path.parents, "a worker's home is inside its parent's"


def test_the_keyring_of_the_person_running_the_tests_is_out_of_reach() -> None:
    with pytest.raises(keyring.errors.NoKeyringError):
        keyring.get_password("case-tracker", "anyone")
