"""For keyboards, screen readers, phones, light and dark."""

from page_test_case import CARDS, PageTestCase
from pointer import press
from readable import NAMELESS, too_faint

FOCUSED = "document.activeElement"


class KeyboardTests(PageTestCase):
    def tab_to(self, condition, most=80):
        """Goes on by the Tab key until the focus is where it is wanted; it must be seen on the way."""
        for _ in range(most):
            press(self.tab, "Tab")
            if self.tab.evaluate(f"Boolean({FOCUSED}.{condition})"):
                return
        self.fail(f"the Tab key does not reach {condition}")

    def test_a_search_and_a_refinement_by_keyboard_alone(self):
        self.open()
        self.tab.wait("document.querySelectorAll('.beginnings a').length > 5")
        press(self.tab, "Tab")
        self.assertEqual(self.tab.evaluate(f"{FOCUSED}.className"), "skip")
        self.tab_to("matches('.welcome input[type=file]')")
        self.tab_to("matches('.beginnings a')")
        press(self.tab, "Enter")
        first = self.results()
        self.tab_to("matches('.card .picture')")
        outline = self.tab.evaluate(f"getComputedStyle({FOCUSED}).outlineStyle + getComputedStyle({FOCUSED}).outlineWidth")
        self.assertEqual(outline, "solid3px")
        self.show("focus")
        self.tab_to("matches('.card .actions button')")
        press(self.tab, "Enter")
        second = self.new_results(first)
        self.assertIn(f"like={first[0]}", self.search_part())
        self.tab.wait("document.getElementById('announcement').textContent.includes('results')", "the results to be told")
        self.tab.evaluate("scrollTo(0, 0)")
        self.tab_to("matches('.card .picture')")
        press(self.tab, "Enter")
        self.new_results(second)

    def test_a_box_by_keyboard(self):
        self.open(f"/?like={self.some_ids(1)[0]}")
        self.results()
        self.tab_to("textContent === 'Draw a box'")
        press(self.tab, "Enter")
        self.tab.wait(f"{FOCUSED}.classList.contains('box') && location.search.includes('box=0.25,0.25,0.5,0.5')")
        press(self.tab, "ArrowRight", times=3)
        press(self.tab, "ArrowDown", shift=True, times=2)
        self.tab.wait("location.search.includes('box=0.31,0.25,0.5,0.54')", "the box to have moved and grown")
        press(self.tab, "Delete")
        self.tab.wait("!location.search.includes('box=')")

    def test_the_focus_stays_where_it_was_when_results_are_ranked_anew(self):
        self.open(f"/?like={self.some_ids(1)[0]}")
        first = self.results()
        self.tab.evaluate("document.querySelectorAll('.card')[1].querySelector('.picture').focus()")
        focused = self.tab.evaluate(f"{FOCUSED}.closest('.card').dataset.id")
        self.tab.evaluate("document.querySelectorAll('.card')[5].querySelectorAll('.actions button')[1].click()")
        second = self.new_results(first)
        if int(focused) in second:
            self.assertEqual(self.tab.evaluate(f"{FOCUSED}.closest('.card')?.dataset.id"), focused)


class ReadingTests(PageTestCase):
    def test_all_views_are_named_and_readable_in_light_and_dark(self):
        one, other, unlike = self.some_ids(3)
        views = {
            "welcome": ("/", "document.querySelectorAll('.beginnings a').length > 5"),
            "search": (f"/?like={one}&like={other}&not={unlike}&explain=1&where=depth_m%3C400", f"{CARDS}.length === 8"),
            "box": (f"/?like={one}&box=0.1,0.1,0.6,0.5", f"{CARDS}.length === 8"),
            "map": (f"/?view=map&like={one}", "Number(document.querySelector('#map canvas').dataset.lit) > 0"),
            "places": ("/?view=places", "document.querySelector('#places .legend')"),
            "status": ("/?view=status", "document.querySelector('#status table')"),
            "evaluation": ("/?view=evaluation", "document.querySelector('#evaluation table')"),
        }
        for scheme in ("light", "dark"):
            self.tab.media(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
            for name, (path, ready) in views.items():
                with self.subTest(scheme=scheme, view=name):
                    self.open(path)
                    self.tab.wait(ready)
                    self.tab.listen(0.4)
                    self.show(f"{scheme}-{name}")
                    self.assertEqual(too_faint(self.tab), [])
                    self.assertEqual(self.tab.evaluate(NAMELESS), [])

    def test_views_have_landmarks_one_heading_and_a_title(self):
        titles = set()
        for path in ("/", f"/?like={self.some_ids(1)[0]}", "/?view=map", "/?view=places", "/?view=status", "/?view=evaluation"):
            self.open(path)
            self.tab.wait("[...document.querySelectorAll('h1')].some((one) => one.checkVisibility() && one.textContent)", path)
            self.tab.wait("document.getElementById('results').hidden || document.querySelector('.card[data-id]')", path)
            shown = self.tab.evaluate("[...document.querySelectorAll('h1')].filter((one) => one.checkVisibility()).length")
            self.assertEqual(shown, 1, path)
            for landmark in ("header", "nav[aria-label]", "main", "[role=status][aria-live=polite]", "html[lang]"):
                self.assertTrue(self.tab.evaluate(f"Boolean(document.querySelector('{landmark}'))"), landmark)
            titles.add(self.tab.evaluate("document.title"))
        self.assertEqual(len(titles), 6, titles)

    def test_light_and_dark_can_be_chosen_and_are_kept(self):
        self.tab.media(prefers_color_scheme="light")
        self.open()
        ground = "getComputedStyle(document.body).backgroundColor"
        light = self.tab.evaluate(ground)
        self.tab.evaluate("(() => { const field = document.getElementById('theme'); field.value = 'dark'; field.dispatchEvent(new Event('change')); })()")
        dark = self.tab.evaluate(ground)
        self.assertNotEqual(light, dark)
        self.open()
        self.assertEqual(self.tab.evaluate(ground), dark)

    def test_nothing_moves_where_that_is_asked_for(self):
        self.tab.media(prefers_reduced_motion="reduce")
        self.open(f"/?like={self.some_ids(1)[0]}")
        first = self.results()
        self.tab.evaluate("document.querySelector('.card .actions button').click()")
        self.new_results(first)
        self.assertEqual(self.tab.evaluate("document.getAnimations().length"), 0)


class PhoneTests(PageTestCase):
    def test_all_views_fit_a_phone(self):
        self.tab.viewport(360, 740, mobile=True, scale=2)
        one, other = self.some_ids(2)
        for name, (path, ready) in {
            "welcome": ("/", "document.querySelectorAll('.beginnings a').length > 5"),
            "search": (f"/?like={one}&not={other}", f"{CARDS}.length === 8"),
            "map": (f"/?view=map&like={one}", "Number(document.querySelector('#map canvas').dataset.lit) > 0"),
            "status": ("/?view=status", "document.querySelector('#status table')"),
            "evaluation": ("/?view=evaluation", "document.querySelector('#evaluation table')"),
        }.items():
            with self.subTest(view=name):
                self.open(path)
                self.tab.wait(ready)
                self.tab.listen(0.4)
                self.show(f"phone-{name}")
                self.assertLessEqual(self.tab.evaluate("document.documentElement.scrollWidth"), 360)
                small = self.tab.evaluate(
                    "[...document.querySelectorAll('button, select, .bar nav a, .button')].filter((one) => one.checkVisibility())"
                    ".filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.outerHTML.slice(0, 80))")
                self.assertEqual(small, [], "too small to be touched (WCAG 2.5.8: 24 pixels)")

    def test_nothing_is_cut_off_at_four_times_the_size(self):
        """WCAG 1.4.10: 1280 pixels at 400 %."""
        self.tab.viewport(320, 256, scale=4)
        for path, ready in (("/", "document.querySelectorAll('.beginnings a').length > 5"),
                            (f"/?like={self.some_ids(1)[0]}", f"{CARDS}.length === 8"),
                            ("/?view=status", "document.querySelector('#status table')")):
            self.open(path)
            self.tab.wait(ready)
            self.assertLessEqual(self.tab.evaluate("document.documentElement.scrollWidth"), 320, path)

    def test_the_camera_is_offered(self):
        self.tab.viewport(360, 740, mobile=True)
        self.open()
        self.assertTrue(self.tab.evaluate("Boolean(document.querySelector('.welcome input[capture=environment]'))"))
