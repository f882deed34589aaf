"""What the benchmarks share: workers and whole processes, taking turns, medians, and the written result."""
