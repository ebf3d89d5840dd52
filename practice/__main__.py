"""``python -m practice``: the practice workspace as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

from yaml import YAMLError

from practice import server
from practice.errors import Refused

HERE = Path(__file__).parent


def main(argv: list[str] | None = None) -> int:
    """Serve until SIGINT or SIGTERM; 2 where the port is busy or a file cannot be read."""
    options = _options(argv)
    try:
        listener = server.listen(options.port, any_port=options.any_port)
    except OSError as problem:
        print(f"Port {options.port} cannot be used: {problem.strerror}.", file=sys.stderr)
        print("Try another with --port, or --any-port for the next free one.", file=sys.stderr)
        return 2
    with listener:
        return _run(options, listener)


def _run(options: argparse.Namespace, listener: socket.socket) -> int:
    try:
        desk, running = server.build(options.manifest, options.workspace, listener)
    except OSError as problem:
        print(f"{problem.filename}: {problem.strerror}", file=sys.stderr)
        return 2
    except (YAMLError, LookupError, TypeError, Refused) as problem:
        print(f"The manifest or the workspace cannot be read: {problem}", file=sys.stderr)
        return 2
    print(f"practice workspace: {desk.url}", flush=True)
    asyncio.run(_serve(running, listener, until_input_ends=options.until_input_ends))
    return 0


async def _serve(
    running: server.Server, listener: socket.socket, *, until_input_ends: bool
) -> None:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, running.leave)
    if until_input_ends:
        loop.add_reader(sys.stdin.fileno(), _leave_at_the_end_of_input, running)
    await running.serve_until_told(listener)


def _leave_at_the_end_of_input(running: server.Server) -> None:
    """Whoever started this holds the other end; it closes even when they are killed."""
    if not os.read(sys.stdin.fileno(), 1024):
        asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
        running.leave()


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="practice", description="A stand-in for Slack.")
    parser.add_argument(
        "--port",
        type=int,
        choices=range(65_536),
        metavar="PORT",
        default=8765,
        help="0 for any free port",
    )
    parser.add_argument("--any-port", action="store_true", help="the next free port if it is busy")
    parser.add_argument(
        "--until-input-ends", action="store_true", help="also stop when standard input closes"
    )
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yml"))
    parser.add_argument("--workspace", type=Path, default=HERE / "workspace.yml")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
