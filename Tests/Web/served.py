"""The server under test, started and stopped as often as a test needs."""

import os
import shlex
import socket
import subprocess
import time
import urllib.error
import urllib.request

from browser import PATIENCE


class Served:
    """A server that runs by one of the commands that the script that runs the tests has put into the environment."""

    def __init__(self, kind="LITHOSCOPE_SERVE"):
        self._command = os.environ[kind]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._process = None
        self.start()

    def start(self):
        """Starts the server, and waits until it answers."""
        self._process = subprocess.Popen(
            shlex.split(self._command.format(port=self.port)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(self.address + "/health", timeout=5):
                    return
            except urllib.error.HTTPError:
                return  # It answers, if only that it wants a token.
            except OSError:
                time.sleep(0.1)
        self._process.kill()
        raise RuntimeError(f"the server does not start: {self._process.communicate()[1].decode()[-2000:]}")

    def stop(self):
        """Stops the server."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stderr.close()
