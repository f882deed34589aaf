"""The map of the collection and the places."""

import json
import random

from page_test_case import PageTestCase
from pointer import click, drag, fingers, middle, press, wheel

MAP = "document.querySelector('#map canvas')"
PLACES = "document.querySelector('#places canvas')"


class MapTests(PageTestCase):
    def setUp(self):
        super().setUp()
        self.query = self.some_ids(1)[0]
        self.open(f"/?view=map&like={self.query}")
        self.tab.wait(f"Number({MAP}.dataset.lit) > 0", "lit results")

    def drawn(self, canvas=MAP):
        self.tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return {name: int(value) for name, value in self.tab.evaluate(f"({{...{canvas}.dataset}})").items()}

    def test_all_images_are_drawn_with_few_elements_and_results_are_lit(self):
        drawn = self.drawn()
        self.assertEqual(drawn["dots"] + drawn["thumbnails"], self.ask("/api/collection")["images"])
        self.assertEqual(drawn["lit"], 9)
        self.assertLess(self.tab.evaluate("document.querySelectorAll('#map *').length"), 300)
        self.show("map")

    def test_wheel_goes_nearer_to_thumbnails(self):
        self.to_the_first_result()
        before = self.drawn()
        for _ in range(3):
            wheel(self.tab, "#map canvas", -250)
        # From near there are fewer images, but those are pictures, and all of them have come.
        self.tab.wait(f"Number({MAP}.dataset.dots) < {before['dots']} / 2 && Number({MAP}.dataset.thumbnails) > 15"
                      f" && Number({MAP}.dataset.pending) === 0", "thumbnails")
        self.show("map-near")
        asked = [address for _, address in self.tab.requests if "thumbnail?size=" in address]
        self.assertGreater(len(asked), 9)

    def to_the_first_result(self):
        """Puts it in the middle: there are empty places on a map."""
        self.tab.evaluate(f"{MAP}.focus()")
        press(self.tab, "n")
        self.tab.wait("document.querySelector('#map .picked .path')?.textContent", "the first result")
        press(self.tab, "Escape")

    def test_dragging_moves_and_a_click_picks(self):
        before = self.picture()
        drag(self.tab, "#map canvas", (0.5, 0.5), (0.3, 0.4))
        self.assertNotEqual(self.picture(), before)
        self.assertTrue(self.tab.evaluate("document.querySelector('#map .picked').hidden"))
        self.tab.evaluate("[...document.querySelectorAll('#map .zoom button')].at(-1).click()")
        self.tab.evaluate(f"{MAP}.focus()")
        press(self.tab, "n")
        self.tab.wait("!document.querySelector('#map .picked').hidden")
        press(self.tab, "Escape")
        click(self.tab, "#map canvas")  # What N went to lies in the middle, under the query perhaps.
        self.tab.wait("document.querySelector('#map .picked .path')?.textContent", "what was picked")
        self.show("map-picked")
        self.tab.evaluate(f"{MAP}.focus()")
        press(self.tab, "n")
        self.tab.wait("document.getElementById('announcement').textContent.startsWith('Result ')", "to be told of a result")
        self.tab.evaluate("document.querySelector('#map .picked .primary').click()")
        self.tab.wait(f"new URLSearchParams(location.search).get('like') !== '{self.query}'")

    def test_keyboard_moves_zooms_and_tells(self):
        self.tab.evaluate(f"{MAP}.focus()")
        before = self.picture()
        press(self.tab, "ArrowRight", times=2)
        moved = self.picture()
        self.assertNotEqual(moved, before)
        press(self.tab, "+", times=3)
        self.assertNotEqual(self.picture(), moved)
        self.tab.wait("document.getElementById('announcement').textContent.includes('.')", "to be told what is in the middle")
        press(self.tab, "n")
        self.tab.wait("document.getElementById('announcement').textContent.length > 5")
        press(self.tab, "Enter")
        self.tab.wait("document.querySelector('dialog.details[open] dd')", "the details")
        press(self.tab, "Escape")
        self.tab.wait("!document.querySelector('dialog.details')")
        press(self.tab, "0")

    def test_two_fingers_zoom(self):
        self.tab.viewport(360, 740, mobile=True, scale=2)
        self.tab.listen(0.5)
        self.to_the_first_result()
        x, y, *_ = middle(self.tab, "#map canvas")
        before = self.drawn()["dots"]
        fingers(self.tab, "touchStart", (x - 20, y), (x + 20, y))
        for spread in range(30, 170, 10):
            fingers(self.tab, "touchMove", (x - spread, y), (x + spread, y))
        fingers(self.tab, "touchEnd")
        self.tab.wait(f"Number({MAP}.dataset.dots) < {before} / 2 && Number({MAP}.dataset.thumbnails) > 9", "thumbnails")

    def test_a_sketch_is_followed_by_the_map(self):
        self.tab.wait("document.querySelector('#map .chart-head p').textContent.includes('lies together')", "the whole map")

    def test_labels_step_back(self):
        before = self.picture()
        click(self.tab, "#map .legend button")
        self.assertEqual(self.tab.evaluate("document.querySelector('#map .legend button').getAttribute('aria-pressed')"), "true")
        self.assertNotEqual(self.picture(), before)

    def test_pictures_can_be_put_away(self):
        with_pictures = self.drawn()
        self.assertGreater(with_pictures["thumbnails"], with_pictures["lit"])
        button = "[...document.querySelectorAll('#map .zoom button')].find((one) => one.textContent === 'Pictures')"
        self.tab.evaluate(f"{button}.click()")
        self.tab.wait(f"Number({MAP}.dataset.thumbnails) === {with_pictures['lit']}", "dots")
        self.assertEqual(self.tab.evaluate(f"{button}.getAttribute('aria-pressed')"), "false")
        self.tab.listen(0.5)
        self.show("map-dots")
        self.tab.evaluate(f"{button}.click()")
        self.tab.wait(f"Number({MAP}.dataset.thumbnails) === {with_pictures['thumbnails']}", "pictures")

    def picture(self):
        self.drawn()
        return self.tab.evaluate(f"{MAP}.toDataURL()")


class SpreadTests(PageTestCase):
    """Results that lie upon each other on the map."""

    def test_squares_part_and_the_first_stays(self):
        self.open()
        chance = random.Random(3)
        for count, width in ((9, 0), (9, 1), (9, 60), (9, 400), (25, 300), (1, 10)):
            centres = [{"x": chance.uniform(0, width), "y": chance.uniform(0, width)} for _ in range(count)]
            places = self.spread(centres)
            self.assertEqual(places[0], centres[0])
            for number, one in enumerate(places):
                for other in places[:number]:
                    apart = max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"]))
                    self.assertGreater(apart, 45, f"{count} squares of 50 in {width}")
            moved = self.spread([{"x": centre["x"] + 1000, "y": centre["y"] - 300} for centre in centres])
            for one, other in zip(places, moved):
                self.assertAlmostEqual(one["x"] + 1000, other["x"], delta=0.01)
                self.assertAlmostEqual(one["y"] - 300, other["y"], delta=0.01)

    def spread(self, centres):
        return self.tab.evaluate(f"import('/page/spread.js').then(({{ spread }}) => spread({json.dumps(centres)}, 50))")


class PlacesTests(PageTestCase):
    def test_places_are_drawn_over_a_net_of_degrees(self):
        places = self.ask("/api/places")
        self.open("/?view=places")
        self.tab.wait(f"Number({PLACES}.dataset.dots) + Number({PLACES}.dataset.thumbnails) > 0", "places")
        drawn = self.tab.evaluate(f"Number({PLACES}.dataset.dots) + Number({PLACES}.dataset.thumbnails)")
        self.assertEqual(drawn, len(places["ids"]))
        self.tab.listen(1.5)
        self.show("places")

    def test_results_are_lit_among_the_places(self):
        some = self.ask("/api/places")["ids"][0]
        self.open(f"/?view=places&like={some}")
        self.tab.wait(f"Number({PLACES}.dataset.lit) > 0", "lit places")
        self.show("places-lit")
