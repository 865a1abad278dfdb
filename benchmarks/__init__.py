"""How fast the program is, against hand-written twins of its pages: ``python3 -m benchmarks``. See docs/benchmarks.md."""
