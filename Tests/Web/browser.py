"""Chromium without a window, spoken to by the Chrome DevTools Protocol."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.request

from websocket import WebSocket

# What a machine under load may take to start a browser or to load a page, in seconds.
PATIENCE = 60


class Browser:
    """A browser of its own, with a profile that goes when it is closed."""

    def __init__(self):
        self._profile = tempfile.mkdtemp(prefix="lithoscope-web-")
        program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        if not program:
            raise FileNotFoundError("There is no Chromium; install Debian's package chromium.")
        self._log = open(os.path.join(self._profile, "log"), "wb")
        self._process = subprocess.Popen(
            [program, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self._profile}",
             "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--disable-extensions", "--force-color-profile=srgb", "--hide-scrollbars",
             *(["--no-sandbox"] if os.geteuid() == 0 else []), "about:blank"],
            stdout=self._log, stderr=self._log)
        self._port = self._wait_for_port()

    def tab(self):
        """A new tab, in a context that shares no cookies and no storage with others."""
        return Tab(self, self._command_socket())

    def close(self):
        """Ends the browser and forgets its profile."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        shutil.rmtree(self._profile, ignore_errors=True)

    def _wait_for_port(self):
        file = pathlib.Path(self._profile, "DevToolsActivePort")
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._process.poll() is not None:
                break
            if file.exists() and (lines := file.read_text().split()):
                return int(lines[0])
            time.sleep(0.05)
        raise TimeoutError("Chromium does not start: " + pathlib.Path(self._profile, "log").read_text()[-2000:])

    def _command_socket(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/json/version", timeout=PATIENCE) as answer:
            return WebSocket(json.load(answer)["webSocketDebuggerUrl"], PATIENCE)


class Tab:
    """A page, and everything that it said and asked for."""

    def __init__(self, browser, socket):
        self._browser, self._socket = browser, socket
        self._number = 0
        self._session = None
        self.console, self.requests, self.failures = [], [], []
        self._context = self.command("Target.createBrowserContext")["browserContextId"]
        self._target = self.command(
            "Target.createTarget", url="about:blank", browserContextId=self._context)["targetId"]
        self._session = self.command("Target.attachToTarget", targetId=self._target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "Audits"):
            self.command(f"{domain}.enable")
        self.viewport(1280, 800)

    def command(self, method, **parameters):
        """Does something by the protocol, and waits for the answer; events that come before it are kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = self._next(end - time.monotonic())
            if answer and answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
        raise TimeoutError(f"{method} was not answered")

    def listen(self, seconds=0.05):
        """Takes in what the page has said meanwhile."""
        end = time.monotonic() + seconds
        while (rest := end - time.monotonic()) > 0:
            self._next(rest)

    def viewport(self, width, height, mobile=False, scale=1):
        """Sets the size of the page; `mobile` is held in the hand, with fingers for pointers."""
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=mobile)
        self.command("Emulation.setTouchEmulationEnabled", enabled=mobile, maxTouchPoints=2 if mobile else 1)

    def connection(self, latency=0, upload=-1):
        """Makes the way to the server slow: milliseconds for each request, bytes a second; −1 is as fast as it can."""
        self.command("Network.emulateNetworkConditions", offline=False, latency=latency, downloadThroughput=-1, uploadThroughput=upload)

    def media(self, **features):
        """Sets media features, such as prefers_color_scheme='dark'."""
        self.command("Emulation.setEmulatedMedia", features=[
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()])

    def evaluate(self, expression):
        """The value of an expression in the page; promises are waited for."""
        answer = self.command("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise AssertionError(f"{expression}: {details.get('exception', {}).get('description', details['text'])}")
        return answer["result"].get("value")

    def wait(self, expression, what=None):
        """Waits until an expression is true, and returns its value."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if value := self.evaluate(f"Promise.resolve({expression}).then((value) => value instanceof Node || value)"):
                    return value
            except AssertionError:
                pass  # The page is just being loaded.
            self.listen()
        raise AssertionError(f"waited in vain for {what or expression}; the page says: "
                             + str(self.evaluate("document.body.innerText"))[:400])

    def open(self, address):
        """Goes to an address and waits until it is loaded."""
        self.command("Page.navigate", url=address)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def files(self, selector, paths):
        """Chooses files in an input."""
        node = self.command("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")
        self.command("DOM.setFileInputFiles", objectId=node["result"]["objectId"], files=[str(path) for path in paths])

    def screenshot(self, path, whole=False):
        """Keeps a picture of what is seen, or of the whole page."""
        import base64
        answer = self.command("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        pathlib.Path(path).write_bytes(base64.b64decode(answer["data"]))

    def close(self):
        """Closes the tab and forgets its cookies and storage."""
        self._session = None
        self.command("Target.disposeBrowserContext", browserContextId=self._context)
        self._socket.close()

    def _next(self, timeout):
        text = self._socket.receive(max(timeout, 0.001))
        if text is None:
            return None
        message = json.loads(text)
        self._note(message.get("method"), message.get("params", {}))
        return message

    def _note(self, method, event):
        if method == "Runtime.consoleAPICalled" and event["type"] in ("error", "warning", "assert"):
            self.console.append(" ".join(str(part.get("value", part.get("description"))) for part in event["args"]))
        elif method == "Runtime.exceptionThrown":
            details = event["exceptionDetails"]
            self.console.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Log.entryAdded" and event["entry"]["level"] in ("error", "warning"):
            self.console.append(f"{event['entry']['text']} {event['entry'].get('url', '')}")
        elif method == "Audits.issueAdded":
            if event["issue"]["code"] == "ContentSecurityPolicyIssue":
                self.failures.append(json.dumps(event["issue"]["details"]))
        elif method == "Network.requestWillBeSent":
            self.requests.append((event["request"]["method"], event["request"]["url"]))
