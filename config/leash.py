"""``python -m config.leash COMMAND``: a management command that ends when the process that started it is gone.

Standard input is the leash. Nothing is ever written to it; the system closes it when the other end dies, however it
dies, and this works alike on Linux, macOS and Windows.
"""

import os
import signal
import sys
import threading
import time

SECONDS_TO_END = 10


def end_with_parent() -> None:
    """Wait for the leash to be let go, ask our own process to end, and insist after a while."""
    while os.read(0, 1024):  # not sys.stdin: Python could not close it at the end while we wait in it
        continue
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_END)
    os._exit(1)


def main() -> None:
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    threading.Thread(target=end_with_parent, daemon=True).start()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the leash is on

    execute_from_command_line(["manage.py", *sys.argv[1:]])


if __name__ == "__main__":
    main()
