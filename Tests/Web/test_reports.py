"""Status and evaluation as pages, and adding images."""

import os
import pathlib
import tempfile

from page_test_case import PageTestCase, shared
from pointer import click
from served import Served


class ReportTests(PageTestCase):
    def test_status_says_what_there_is(self):
        collection = self.ask("/api/collection")
        self.open("/?view=status")
        self.tab.wait("document.querySelectorAll('#status table').length > 1")
        text = self.tab.evaluate("document.getElementById('status').innerText")
        self.assertIn(f"{collection['images']:,}", text)
        for descriptor in collection["descriptors"]:
            self.assertIn(descriptor["name"], text)
        for entry in collection["labels"]:
            self.assertIn(entry["label"] or "without a label", text)
        self.show("status", whole=True)

    def test_evaluation_shows_each_descriptor(self):
        evaluation = self.ask("/api/evaluation")
        self.open("/?view=evaluation")
        self.tab.wait("document.querySelector('#evaluation table')")
        text = self.tab.evaluate("document.getElementById('evaluation').innerText")
        for line in evaluation["descriptors"]:
            self.assertIn(line["name"], text)
            self.assertIn(f"{line['precision_at_k']:.3f}", text)
        self.show("evaluation", whole=True)

    def test_a_server_that_only_shows_offers_no_adding(self):
        self.open()
        self.assertFalse(self.ask("/api/collection")["writable"])
        self.assertFalse(self.tab.evaluate("[...document.querySelectorAll('#views a')].some((link) => link.textContent === 'Add')"))


class AddingTests(PageTestCase):
    def setUp(self):
        super().setUp()
        self.server = shared("writable", lambda: Served("LITHOSCOPE_SERVE_WRITABLE"))
        self.address = self.server.address

    def test_images_are_added_and_what_is_no_image_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            bad = pathlib.Path(folder, "no-picture.jpg")
            bad.write_bytes(b"This is a text and no picture.")
            self.open("/?view=add")
            self.tab.wait("!document.querySelector('#add .drop').hidden")
            self.show("add")
            self.tab.files("#add input[type=file]", [os.environ["LITHOSCOPE_QUERY"], bad])
            self.tab.wait("document.querySelector('#add [role=status]').textContent.startsWith('1 image added')", "one image to be added")
            self.tab.wait("document.querySelector('#add .failures li')?.textContent.includes('no-picture.jpg')")
            self.show("added")
        click(self.tab, "#views a")
        self.tab.wait("!document.getElementById('search').hidden")
