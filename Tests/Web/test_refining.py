"""More like this, not like this, boxes and filters: the query that grows under one's hands."""

from page_test_case import CARDS, PageTestCase
from pointer import click, drag, write


class RefiningTests(PageTestCase):
    def setUp(self):
        super().setUp()
        self.query = self.some_ids(1)[0]
        self.open(f"/?like={self.query}")
        self.first = self.results()

    def test_more_and_not_rank_anew_and_can_be_taken_back(self):
        click(self.tab, ".card:nth-child(3) .actions button:nth-child(1)")
        more = self.new_results(self.first)
        self.assertEqual(self.search_part(), f"?like={self.query}&like={self.first[2]}")
        self.assertNotIn(self.first[2], more)
        unlike = more[0]
        click(self.tab, ".card:nth-child(1) .actions button:nth-child(2)")
        without = self.new_results(more)
        self.assertEqual(self.search_part(), f"?like={self.query}&like={self.first[2]}&not={unlike}")
        self.assertNotIn(unlike, without)
        self.show("examples")
        self.assertEqual(self.tab.evaluate("document.querySelectorAll('.examples.more li').length"), 2)
        click(self.tab, ".examples.less button")
        self.assertEqual(self.new_results(without), more)
        click(self.tab, ".examples.more li:nth-child(2) button")
        self.assertEqual(self.new_results(more), self.first)

    def test_a_box_searches_with_a_part_and_shows_what_agrees(self):
        drag(self.tab, ".subject-frame", (0.2, 0.3), (0.6, 0.8))
        self.tab.wait("location.search.includes('box=')")
        x, y, width, height = map(float, self.search_part().split("box=")[1].split(","))
        for value, wanted in zip((x, y, width, height), (0.2, 0.3, 0.4, 0.5)):
            self.assertAlmostEqual(value, wanted, delta=0.03)
        self.results()
        self.tab.wait("document.querySelectorAll('.card .agreement:not([hidden])').length > 0", "regions that agree")
        self.assert_marks_lie_where_the_server_says((x, y, width, height))
        self.show("box")
        self.tab.evaluate("[...document.querySelectorAll('.query button')].find((one) => one.textContent === 'Whole picture').click()")
        self.tab.wait("!location.search.includes('box=')")
        self.assertEqual(self.results(), self.first)

    def assert_marks_lie_where_the_server_says(self, box):
        """Asks the server for the same part, and compares its regions with the marks on the cards."""
        answer = self.ask("/api/search", {
            "images": [{"id": self.query}], "region": dict(zip(("x", "y", "width", "height"), box))})
        marks = self.tab.evaluate(
            "Object.fromEntries([...document.querySelectorAll('.card')].map((card) => { const mark = card.querySelector('.agreement');"
            " const a = mark.getBoundingClientRect(), b = card.querySelector('.mount').getBoundingClientRect();"
            " return [card.dataset.id, mark.hidden ? null : [(a.left - b.left) / b.width, (a.top - b.top) / b.height,"
            " a.width / b.width, a.height / b.height]]; }))")
        self.assertEqual(set(marks), {str(result["id"]) for result in answer["results"]})
        for result in answer["results"]:
            region = result["agreement"]
            self.assertIsNotNone(region)
            for shown, wanted in zip(marks[str(result["id"])], (region["x"], region["y"], region["width"], region["height"])):
                self.assertAlmostEqual(shown, wanted, delta=0.01)

    def test_a_box_can_be_moved_and_resized(self):
        drag(self.tab, ".subject-frame", (0.2, 0.2), (0.5, 0.5))
        self.tab.wait("location.search.includes('box=')")
        self.results()
        drag(self.tab, ".subject-frame", (0.35, 0.35), (0.55, 0.45))
        self.tab.wait("Math.abs(Number(location.search.split('box=')[1].split(',')[0]) - 0.4) < 0.03", "the box to have moved")
        drag(self.tab, ".subject-frame", (0.7, 0.6), (0.9, 0.9))
        self.tab.wait("Math.abs(Number(location.search.split('box=')[1].split(',')[2]) - 0.5) < 0.04", "the box to have grown")

    def test_results_follow_labels(self):
        label = [entry["label"] for entry in self.ask("/api/collection")["labels"] if entry["label"]][-1]
        self.tab.evaluate(f"document.querySelector('.labels input[value=\"{label}\"]').click()")
        self.new_results(self.first)
        shown = self.tab.evaluate(f"[...{CARDS}].map((card) => card.querySelector('.label').textContent)")
        self.assertEqual(set(shown), {label})
        self.assertIn("label=", self.search_part())
        self.show("filtered")
        self.tab.evaluate("history.back()")
        self.tab.wait(f"!document.querySelector('.labels input[value=\"{label}\"]').checked")
        self.assertEqual(self.results(), self.first)

    def test_results_follow_conditions_on_joined_columns(self):
        keys = {entry["key"]: entry for entry in self.ask("/api/collection")["keys"]}
        self.assertIn("depth_m", keys)
        self.assertEqual(keys["depth_m"]["kind"], "number")
        self.set_condition("depth_m", "<", "100")
        self.tab.wait("new URLSearchParams(location.search).get('where') === 'depth_m<100'")
        narrowed = self.results()
        searched = self.tab.evaluate("document.querySelector('.results .heading p').textContent")
        self.assertNotIn(f"{self.ask('/api/collection')['images'] - 1:,} ", searched)
        click(self.tab, ".conditions button")
        self.assertEqual(self.new_results(narrowed) if narrowed != self.first else self.first, self.first)

    def test_results_follow_conditions_on_exif(self):
        keys = {entry["key"]: entry for entry in self.ask("/api/collection")["keys"]}
        model = keys["camera_model"]["examples"][0]
        self.set_condition("camera_model", "=", model)
        self.tab.wait(f"new URLSearchParams(location.search).get('where') === 'camera_model={model}'")
        for image in self.new_results(self.first):
            self.assertEqual(self.ask(f"/api/images/{image}")["exif"]["camera_model"], model)
        self.show("filtered-exif")
        self.set_condition("date_taken", ">=", "2024-07")
        self.tab.wait("new URLSearchParams(location.search).getAll('where').length === 2")
        for image in self.results():
            exif = self.ask(f"/api/images/{image}")["exif"]
            self.assertEqual(exif["camera_model"], model)
            self.assertGreaterEqual(exif["date_taken"], "2024-07")

    def set_condition(self, key, comparison, value):
        self.tab.evaluate(
            "(() => { const [key, comparison] = document.querySelectorAll('.condition select');"
            f" key.value = '{key}'; key.dispatchEvent(new Event('change')); comparison.value = '{comparison}'; }})()")
        self.tab.evaluate("document.querySelector('.condition input').focus()")
        write(self.tab, value)
        click(self.tab, ".condition button")

    def test_a_filter_that_nothing_passes_says_so(self):
        self.open(f"/?like={self.query}&where=depth_m%3C-5")
        self.tab.wait("document.querySelector('.notices .notice')", "a notice")
        self.show("nothing-passes")
        self.tab.evaluate("document.querySelector('.notices .notice button').click()")
        self.assertEqual(self.results(), self.first)
