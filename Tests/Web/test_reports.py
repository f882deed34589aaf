"""Status and evaluation as pages, and adding images."""

import os
import pathlib
import tempfile
import urllib.request

from page_test_case import PageTestCase, shared
from pointer import click, write
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

    def test_progress_is_shown_while_many_are_added_and_then_they_are_found(self):
        before = self.ask("/api/collection")
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for number, image in enumerate(self.some_ids(40)):
                # The server's picture of it is another file with another content.
                with urllib.request.urlopen(f"{self.address}/api/images/{image}/picture", timeout=60) as answer:
                    files.append(pathlib.Path(folder, f"new-{number:02}.jpg"))
                    files[-1].write_bytes(answer.read())
            self.open("/?view=add")
            self.tab.wait("!document.querySelector('#add .drop').hidden")
            self.tab.evaluate(
                "(() => { window.seen = []; const progress = document.querySelector('#add progress'), state = document.querySelector('#add [role=status]');"
                " const note = () => window.seen.push([progress.hidden ? null : progress.value, state.textContent]);"
                " new MutationObserver(note).observe(document.getElementById('add'), {subtree: true, childList: true, attributes: true, characterData: true}); })()")
            self.tab.evaluate("document.querySelector('#add .drop input').focus()")
            write(self.tab, "new rocks")
            self.tab.connection(upload=sum(file.stat().st_size for file in files) // 8)
            self.tab.files("#add input[type=file]", files)
            self.tab.wait("window.seen.some(([share, text]) => share > 0 && text.startsWith('Sending'))", "the sending to be shown")
            self.show("adding")
            self.tab.connection()
            self.tab.wait("document.querySelector('#add [role=status]').textContent.startsWith('40 images added')", "40 images to be added")
        seen = self.tab.evaluate("window.seen")
        shares = [share for share, _ in seen if share is not None]
        self.assertEqual(shares, sorted(shares), "progress never goes back")
        self.assertGreater(len({share for share in shares if 0 < share < 1}), 2)
        self.assertTrue(any("16 images of 40 done" in text for _, text in seen), seen)
        after = self.ask("/api/collection")
        self.assertEqual(after["images"], before["images"] + 40)
        self.assertIn("new rocks", [entry["label"] for entry in after["labels"]])
        self.tab.wait("document.querySelectorAll('#add .beginnings img').length === 40", "the new images")
        self.show("added-many")
        # The page knows the new label without being loaded again, and searches with what was added.
        click(self.tab, "#add .beginnings a")
        first = self.results()
        self.tab.evaluate("document.querySelector('.labels input[value=\"new rocks\"]').click()")
        self.new_results(first)
        self.assertEqual(set(self.tab.evaluate("[...document.querySelectorAll('.card .label')].map((label) => label.textContent)")), {"new rocks"})
        self.show("added-found")
