"""The network is off in tests, except loopback; Unix sockets are how processes talk at home."""

from __future__ import annotations

import pytest
from pytest_socket import socket_allow_hosts


@pytest.fixture(autouse=True)
def loopback_only():
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
