import unittest

from harness.http_load import figures

PRINTED = """Running 10s test @ http://127.0.0.1:18480
  1 threads and 500 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   508.39ms  120.00ms   2.38s    80.00%
  Latency Distribution
     50%  856.00us
     75%   12.00ms
     90%  500.00ms
     99%    2.38s 
  7451 requests in 10.06s, 6.38MB read
  Socket errors: connect 1, read 2, write 3, timeout 4
  Non-2xx or 3xx responses: 6409
Requests/sec:    740.66
"""


class HTTPLoadTest(unittest.TestCase):
    def test_refused_requests_are_no_answers(self):
        read = figures(PRINTED, 10)
        self.assertAlmostEqual(read["rate"], 104.2)
        self.assertEqual((read["refused"], read["lost"]), (6409, 10))
        self.assertAlmostEqual(read["p50"], 0.856)
        self.assertAlmostEqual(read["p99"], 2380)

    def test_without_refusals_all_are_answers(self):
        calm = "\n".join(line for line in PRINTED.splitlines() if "errors" not in line and "Non-2xx" not in line)
        read = figures(calm, 10)
        self.assertAlmostEqual(read["rate"], 745.1)
        self.assertEqual((read["refused"], read["lost"]), (0, 0))


if __name__ == "__main__":
    unittest.main()
