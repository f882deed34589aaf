"""What goes wrong is said in a sentence, with a way on."""

import os
import pathlib
import tempfile

from page_test_case import PageTestCase, shared
from pointer import click, press, write
from served import Served


class ErrorTests(PageTestCase):
    # The browser itself notes every refusal.
    expected_in_console = ("Failed to load resource",)

    def test_what_is_no_picture_is_refused_with_the_servers_sentence(self):
        with tempfile.TemporaryDirectory() as folder:
            bad = pathlib.Path(folder, "notes.jpg")
            bad.write_bytes(b"This is a text and no picture." * 20)
            self.open()
            self.tab.files(".welcome input[type=file]", [bad])
            self.tab.wait("document.querySelector('.notices [role=alert]')", "the reason")
            sentence = self.tab.evaluate("document.querySelector('.notices [role=alert] p').textContent")
            self.assertGreater(len(sentence.split()), 4)
            self.assertTrue(sentence.rstrip().endswith((".", "…")), sentence)
            self.show("bad-picture")

    def test_an_image_that_is_gone_says_so(self):
        self.open("/?like=999999999")
        self.tab.wait("document.querySelector('.notices [role=alert]')", "the reason")
        self.assertIn("999999999", self.tab.evaluate("document.querySelector('.notices [role=alert]').textContent"))
        self.show("gone-image")
        click(self.tab, ".notices a.button")
        self.tab.wait("document.querySelectorAll('.beginnings a').length > 0 && !document.querySelector('.welcome').hidden", "the beginning")

    def test_a_bad_condition_says_so(self):
        self.open(f"/?like={self.some_ids(1)[0]}&where=nonsense%3D1")
        self.tab.wait("document.querySelector('.notices .notice')", "the reason")


class OutageTests(PageTestCase):
    expected_in_console = ("Failed to load resource", "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE")

    def test_a_server_that_goes_away_and_comes_back(self):
        server = Served()
        self.addCleanup(server.stop)
        self.address = server.address
        one, other = self.some_ids(2)
        self.open(f"/?like={one}")
        first = self.results()
        server.stop()
        self.tab.evaluate("document.querySelector('.card .picture').click()")
        self.tab.wait("!document.getElementById('outage').hidden", "the notice")
        self.assertIn("lithoscope serve", self.tab.evaluate("document.getElementById('outage').textContent"))
        self.assertEqual(self.tab.evaluate("document.querySelector('.results h1').textContent"), "No connection")
        self.show("outage")
        server.start()
        self.tab.wait("document.getElementById('outage').hidden", "the notice to go")
        self.assertNotEqual(self.new_results(first), first)


class TokenTests(PageTestCase):
    expected_in_console = ("Failed to load resource",)

    def test_the_page_asks_for_the_token_until_it_is_right(self):
        self.server = shared("token", lambda: Served("LITHOSCOPE_SERVE_TOKEN"))
        self.address = self.server.address
        self.tab.open(self.address + "/")
        self.tab.wait("document.querySelector('dialog[open] input[type=password]')", "the question for the token")
        self.show("token")
        write(self.tab, "certainly not this")
        press(self.tab, "Enter")
        self.tab.wait("document.querySelector('dialog [role=alert]:not([hidden])')", "the refusal")
        self.show("token-wrong")
        self.tab.evaluate("document.querySelector('dialog input').select()")
        write(self.tab, os.environ["LITHOSCOPE_TOKEN"])
        press(self.tab, "Enter")
        self.tab.wait("!document.querySelector('dialog') && document.querySelectorAll('.beginnings a').length > 0", "the page")
