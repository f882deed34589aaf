"""Addresses: what is written is read again, and what cannot be read does no harm."""

import random

from page_test_case import PageTestCase

# What an address holds, by way of an address and back.
ROUND_TRIP = """
import('/page/address.js').then(({ readAddress, writeAddress }) => {
  const address = readAddress(%r);
  const text = writeAddress(address);
  return { address, text, again: readAddress(text.slice(1)) };
})
"""


class AddressTests(PageTestCase):
    def setUp(self):
        super().setUp()
        self.open()

    def trip(self, search):
        return self.tab.evaluate(ROUND_TRIP % search)

    def test_whatever_is_asked_comes_back(self):
        chance = random.Random(11)
        for _ in range(200):
            x, y = round(chance.uniform(0, 0.5), 4), round(chance.uniform(0, 0.5), 4)
            parts = [f"like={chance.randint(1, 99999)}" for _ in range(chance.randint(0, 3))]
            parts += [f"like=upload-{chance.randint(1, 1 << 60):x}"] * chance.randint(0, 1)
            parts += [f"not={chance.randint(1, 99999)}" for _ in range(chance.randint(0, 2))]
            parts += [f"box={x},{y},{round(chance.uniform(0.1, 0.5), 4)},{round(chance.uniform(0.1, 0.5), 4)}"] * chance.randint(0, 1)
            parts += chance.sample(["label=gneiss", "label=", "label=a%26b", "where=depth_m%3C250", "where=lens%3D%C3%A9*",
                                    "by=colour%2Btexture%3A0.5", "k=24", "exact=1", "widen=5", "explain=1", "view=map"], 4)
            outcome = self.trip("?" + "&".join(parts))
            self.assertEqual(outcome["address"], outcome["again"], parts)

    def test_the_usual_is_left_out(self):
        self.assertEqual(self.trip("?k=8&exact=0&widen=0&view=search")["text"], "/")

    def test_nonsense_is_left_out(self):
        for nonsense in ("?like=abc", "?like=-4", "?like=1.5", "?box=0,0,0,0", "?box=0.9,0.9,0.5,0.5", "?box=a,b,c,d",
                         "?box=0,0,1", "?k=-1", "?k=many", "?view=nowhere", "?not=x", "?widen=-3"):
            self.assertEqual(self.trip(nonsense)["text"], "/", nonsense)
