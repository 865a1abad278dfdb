"""Grades in one short label."""


def grades_label(codes: list[str]) -> str:
    """Return ”5.–6.” for ["5", "6"], ”1., 3.” for gaps, other codes (daycare, 1.g) as they are."""
    numbers = sorted(int(code) for code in codes if code.isdigit())
    others = [code for code in codes if not code.isdigit()]
    parts, start = [], None
    for index, number in enumerate(numbers):
        start = number if start is None else start
        if index + 1 == len(numbers) or numbers[index + 1] != number + 1:
            parts.append(f"{start}." if start == number else f"{start}.–{number}.")
            start = None
    return ", ".join(parts + others)[:40]
