"""From a picture to the most similar images, and on from one of them."""

import os
import pathlib
import struct
import tempfile

from page_test_case import CARDS, PageTestCase
from pointer import click, drag


def grey_tiff(width, height):
    """A TIFF of grey stripes, as small as one can be."""
    pixels = bytes(128 + 64 * (x // 8 % 2) for _ in range(height) for x in range(width))
    fields = [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, height), (279, len(pixels))]
    directory = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in fields)
    return (struct.pack("<2sHI", b"II", 42, 8 + len(pixels)) + pixels
            + struct.pack("<H", len(fields)) + directory + struct.pack("<I", 0))


class SearchTests(PageTestCase):
    def upload(self):
        self.open()
        self.tab.files(".welcome input[type=file]", [os.environ["LITHOSCOPE_QUERY"]])
        return self.results()

    def test_welcome_offers_ways_to_begin(self):
        self.open()
        self.tab.wait("document.querySelectorAll('.beginnings a').length > 5")
        self.show("welcome")
        click(self.tab, ".beginnings a")
        self.assertEqual(len(self.results()), 8)

    def test_upload_gives_eight_results_with_their_scores(self):
        ids = self.upload()
        self.assertEqual(len(ids), 8)
        self.assertIn("like=upload-", self.search_part())
        cosines = self.tab.evaluate(f"[...{CARDS}].map((card) => Number(card.querySelector('.cosine').lastChild.textContent))")
        self.assertEqual(cosines, sorted(cosines, reverse=True))
        self.assertTrue(all(-1 <= value <= 1 for value in cosines))
        for part in ("label", "path"):
            self.assertTrue(self.tab.evaluate(f"[...{CARDS}].every((card) => card.querySelector('.{part}').textContent)"), part)
        self.tab.wait("document.querySelector('.subject-frame img').naturalWidth > 0", "the query's picture")
        self.show("upload")

    def test_long_names_stay_within_the_panel(self):
        self.open(f"/?like={self.some_ids(1)[0]}")
        self.results()
        self.tab.evaluate("document.querySelectorAll('.fold').forEach((fold) => { fold.open = true; })")
        widths = self.tab.evaluate("""(() => {
          for (const option of document.querySelectorAll('.fold .field select option:first-child')) {
            option.textContent = 'lab-histogram+lbp:0.5+vgg16-block4+vgg16-block5_conv1@whitened';
          }
          const panel = document.querySelector('.query');
          return [panel.scrollWidth, panel.clientWidth];
        })()""")
        self.assertLessEqual(widths[0], widths[1])

    def test_waiting_is_shown(self):
        self.open()
        self.tab.connection(upload=os.stat(os.environ["LITHOSCOPE_QUERY"]).st_size // 8)
        self.tab.files(".welcome input[type=file]", [os.environ["LITHOSCOPE_QUERY"]])
        self.tab.wait("document.querySelector('.results progress').value > 0 && document.querySelectorAll('.card.blank').length === 8"
                      " && document.getElementById('results').getAttribute('aria-busy') === 'true'", "the share that was sent")
        self.show("sending")
        self.tab.connection()
        self.assertEqual(len(self.results()), 8)
        self.tab.connection(latency=3000)
        self.tab.evaluate("document.querySelector('.card .picture').click()")
        self.tab.wait("document.querySelector('.results.waits')", "the wait to be shown")
        self.show("waiting")
        self.tab.connection()
        self.tab.wait("!document.querySelector('.results.waits')")

    def test_chance_is_shown_where_the_collection_was_evaluated(self):
        self.open(f"/?like={self.some_ids(1)[0]}")
        self.results()
        chances = self.tab.evaluate(f"[...{CARDS}].map((card) => card.querySelector('.chance')?.textContent)")
        self.assertTrue(all(chance and "%" in chance for chance in chances), chances)

    def test_a_click_on_a_result_makes_it_the_query_and_back_goes_back(self):
        first = self.upload()
        address = self.search_part()
        click(self.tab, ".card .picture")
        second = self.new_results(first)
        self.assertEqual(self.search_part(), f"?like={first[0]}")
        self.assertNotIn(first[0], second)
        self.tab.evaluate("history.back()")
        self.assertEqual(self.new_results(second), first)
        self.assertEqual(self.search_part(), address)
        self.tab.evaluate("history.forward()")
        self.assertEqual(self.new_results(first), second)

    def test_dropped_and_pasted_pictures_are_searched_with(self):
        self.open()
        picture = "fetch('/api/images/%d/picture').then((answer) => answer.blob())" % self.some_ids(1)[0]
        self.tab.evaluate(
            f"{picture}.then((blob) => {{ const data = new DataTransfer(); data.items.add(new File([blob], 'dropped.jpg', {{type: blob.type}}));"
            " document.body.dispatchEvent(new DragEvent('dragover', {dataTransfer: data, bubbles: true, cancelable: true}));"
            " window.dropIsShown = !document.querySelector('.veil').hidden;"
            " document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})); })")
        self.assertTrue(self.tab.evaluate("window.dropIsShown"))
        dropped = self.results()
        self.assertEqual(len(dropped), 8)
        self.assertIn("dropped.jpg", self.tab.evaluate("document.querySelector('.results h1').textContent"))
        picture = "fetch('/api/images/%d/picture').then((answer) => answer.blob())" % dropped[-1]
        self.tab.evaluate(
            f"{picture}.then((blob) => {{ const data = new DataTransfer(); data.items.add(new File([blob], 'pasted.jpg', {{type: blob.type}}));"
            " document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); })")
        self.new_results(dropped)
        self.tab.wait("document.querySelector('.results h1').textContent.includes('pasted.jpg')")

    def test_count_descriptor_and_index_can_be_changed(self):
        first = self.upload()
        self.choose("Results", "12")
        more = self.new_results(first)
        self.assertEqual((len(more), more[:8]), (12, first))
        descriptors = [one["name"] for one in self.ask("/api/collection")["descriptors"] if not one["default"]]
        self.choose("Descriptor", descriptors[0])
        self.tab.wait(f"document.querySelector('.results .heading p').textContent.includes('{descriptors[0]}')")
        self.assertIn(f"by={descriptors[0]}", self.search_part())
        self.choose("Descriptor", "")
        self.assertEqual(self.results()[:8], first)

    def test_what_an_index_may_have_missed_is_said_and_can_be_looked_for(self):
        self.assertEqual(self.ask("/api/collection")["descriptors"][0]["index"]["kind"], "hnsw")
        first = self.upload()
        said = "(document.querySelector('.nearly:not([hidden])')?.textContent ?? '')"
        self.assertIn("Approximate", self.tab.evaluate(said))
        self.choose("Index", "exact")
        self.tab.wait(f"location.search.includes('exact=1') && {said} === ''", "the exact search")
        exact = self.results()
        self.assertEqual(len(exact), len(first))
        self.tab.evaluate("history.back()")
        self.tab.wait(f"{said}.includes('Approximate')")
        self.assertEqual(self.results(), first)
        click(self.tab, ".nearly button")
        self.tab.wait(f"location.search.includes('exact=1') && {said} === ''", "the exact search")
        self.assertEqual(self.results(), exact)

    def choose(self, label, value):
        self.tab.evaluate(
            f"(() => {{ const label = [...document.querySelectorAll('.fold label')].find((one) => one.textContent === '{label}');"
            " const field = document.getElementById(label.htmlFor);"
            f" field.value = '{value}'; field.dispatchEvent(new Event('change', {{bubbles: true}})); }})()")

    def test_an_address_is_the_whole_query(self):
        one, other, unlike = self.some_ids(3)
        self.open(f"/?like={one}&like={other}&not={unlike}&k=12")
        first = self.results()
        self.assertEqual(len(first), 12)
        self.assertFalse({one, other, unlike} & set(first))
        neighbour = self.browser.tab()
        try:
            neighbour.open(self.tab.evaluate("location.href"))
            neighbour.wait(f"{CARDS}.length === 12")
            self.assertEqual(neighbour.evaluate(f"[...{CARDS}].map((card) => Number(card.dataset.id))"), first)
        finally:
            neighbour.close()

    def test_an_upload_is_found_again_after_the_page_was_loaded_anew(self):
        first = self.upload()
        self.open("/" + self.search_part())
        self.assertEqual(self.results(), first)
        self.tab.wait("document.querySelector('.subject-frame img').naturalWidth > 0", "the query's picture")

    def test_a_picture_that_the_browser_cannot_show_is_searched_with_all_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            tiff = pathlib.Path(folder, "scan.tif")
            tiff.write_bytes(grey_tiff(64, 48))
            self.open()
            self.tab.files(".welcome input[type=file]", [tiff])
            self.assertEqual(len(self.results()), 8)
        self.assertIn("scan.tif", self.tab.evaluate("document.querySelector('.results h1').textContent"))
        # The server shows it in its place, so that a box can be drawn.
        self.tab.wait("document.querySelector('.subject-frame img').naturalWidth === 64 && !document.querySelector('.subject-frame').hidden"
                      " && document.querySelector('.subject p').hidden", "the server's picture of it")
        drag(self.tab, ".subject-frame", (0.2, 0.2), (0.7, 0.8))
        self.tab.wait("location.search.includes('box=')", "the box")
        self.results()
        self.show("tiff")

    def test_details_are_shown(self):
        self.open(f"/?like={self.some_ids(1)[0]}")
        self.results()
        click(self.tab, ".card .naming button")
        self.tab.wait("document.querySelector('dialog.details[open] dd')", "the details")
        self.show("details")
        self.tab.evaluate("document.querySelector('dialog.details').close()")
        self.tab.wait("!document.querySelector('dialog.details')")
