"""How fast the program is, against hand-written twins: ``python3 -m benchmarks``. See docs/benchmarks.md."""
