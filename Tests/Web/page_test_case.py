"""What all tests of the page have in common: one browser, one server, and what must never happen."""

import atexit
import json
import os
import pathlib
import unittest
import urllib.request

from browser import Browser
from served import Served

PICTURES = pathlib.Path(os.environ.get("LITHOSCOPE_SCREENSHOTS", "screenshots"))
CARDS = "document.querySelectorAll('.card[data-id]')"
SETTLED = "document.getElementById('results').getAttribute('aria-busy') === 'false'"

_shared = {}


def shared(name, make):
    """Something that all tests use and that is closed at the end."""
    if name not in _shared:
        _shared[name] = make()
        atexit.register(getattr(_shared[name], "close", None) or _shared[name].stop)
    return _shared[name]


class PageTestCase(unittest.TestCase):
    """A test in a tab of its own."""

    # Messages of the console that a test expects, as parts of them.
    expected_in_console = ()

    def setUp(self):
        self.browser = shared("browser", Browser)
        self.server = shared("server", Served)
        self.tab = self.browser.tab()
        self.addCleanup(self.tab.close)
        self.address = self.server.address

    def tearDown(self):
        """Whatever a test does: the page complains of nothing, breaks no rule, and asks nobody else."""
        self.tab.listen(0.3)
        said = [line for line in self.tab.console if not any(part in line for part in self.expected_in_console)]
        self.assertEqual(said, [], "the console is not empty")
        self.assertEqual(self.tab.failures, [], "the content security policy was violated")
        elsewhere = [address for _, address in self.tab.requests
                     if not address.startswith((self.address, "blob:", "data:", "about:"))]
        self.assertEqual(elsewhere, [], "the page asks others than its server")

    def open(self, path="/"):
        """Opens an address of the server, and waits until the page has begun."""
        self.tab.open(self.address + path)
        self.tab.wait("document.querySelector('#views a')", "the page to begin")

    def show(self, name, whole=False):
        """Keeps a picture of the page, to be looked at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.tab.evaluate("Promise.all([...document.images].filter((image) => image.loading !== 'lazy')"
                          ".map((image) => image.decode().catch(() => {})))")
        self.tab.listen(0.5)
        self.tab.screenshot(PICTURES / f"{name}.png", whole)

    def ask(self, path, body=None):
        """What the server answers, by a way beside the page."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"} if data else {})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def some_ids(self, count):
        """Ids of images from all over the collection."""
        ids = self.ask("/api/map")["ids"]
        return [ids[place * len(ids) // count] for place in range(count)]

    def results(self):
        """The ids of the results, in order, once they are there."""
        self.tab.wait(f"{SETTLED} && {CARDS}.length > 0", "results")
        return self.tab.evaluate(f"[...{CARDS}].map((card) => Number(card.dataset.id))")

    def new_results(self, before):
        """The results, once they are others than before."""
        self.tab.wait(f"{SETTLED} && JSON.stringify([...{CARDS}].map((card) => Number(card.dataset.id)))"
                      f" !== '{json.dumps(before, separators=(',', ':'))}'", "other results")
        return self.results()

    def search_part(self):
        """The part of the address that says what is searched."""
        return self.tab.evaluate("location.search")
