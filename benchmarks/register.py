"""``python3 -m benchmarks.register``: how long a file of the school register takes, and how much memory it needs.

Each import runs in a process of its own, into an empty database: read and compared, saved, the same file once more,
and undone. Memory is the highest the process ever held, less what it held before the file was opened.
"""

import argparse
import json
import random
import secrets
import subprocess
import sys
from pathlib import Path

from config import bootstrap

bootstrap.prepare(sys.argv)

from benchmarks import serving  # noqa: E402

SIZE = 51  # names the database; nothing else is in it
SAMPLE = serving.ROOT / "samarbejde" / "data" / "register" / "sample_masked_2024_layout_utf16le.csv"
SPOILED = {"INST_NAVN": "", "POSTNR": "abcd", "E_MAIL": "x@", "GEO_BREDDE_GRAD": "999", "BEL_KOMMUNE": "9"}
RUN = """
import json, resource, sys, time, django
django.setup()
from pathlib import Path
from django.db import connection
from contacts.actions.register_import import apply_register_import
from contacts.actions.register_reading import read_register_file
from contacts.actions.register_undo import undo_register_import
from samarbejde.actions.reference import load_reference
from samarbejde.models import School, User
load_reference()
me, _is_new = User.objects.get_or_create(email="maaling@skole.example", defaults={"name": "Måling"})
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, steps, found = peak(), {}, None
def step(name, do):
    began = time.monotonic()
    done = do()
    steps[name] = [round(time.monotonic() - began, 1), round(peak() - before)]
    return done
read = lambda: read_register_file(content=Path(sys.argv[1]).read_bytes(), file_name="maaling.csv", is_full=True)
found = step("read", read)
step("save", lambda: apply_register_import(register_import=found, by=me))
schools = School.objects.count()
again = step("read again", read)
step("undo", lambda: undo_register_import(register_import=found, by=me))
print(json.dumps({"steps": steps, "schools": schools, "new": found.counts["new"], "errors": found.counts["errors"],
    "again": {kind: again.counts[kind] for kind in ("new", "changed", "renamed", "moved", "closed", "unchanged")},
    "left": School.objects.count()}))
"""
EMPTY = """
import django
django.setup()
from contacts.models import RegisterImport
from samarbejde.models import School, SchoolFormerName, SearchDocument, Event
RegisterImport.objects.all().delete(); Event.objects.all().delete(); SearchDocument.objects.all().delete()
SchoolFormerName.objects.all().delete(); School.objects.update(parent=None); School.objects.all().delete()
"""


def write_long_file(path: Path, rows: int, share_bad: float = 0.01) -> None:
    """Write a file in the register's layout of 2024: the sample again and again, each row with a number of its own."""
    header, *lines = SAMPLE.read_text(encoding="utf-16-le").splitlines()
    names = header.split(";")
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(header + "\r\n")
        for number in range(rows):
            row = dict(zip(names, lines[number % len(lines)].split(";"), strict=True))
            row |= {"INST_NR": str(100_000 + number), "HOVEDSKOLE_INST": "", "INST_LEDER": f"Leder {number}"}
            row |= {"E_MAIL": f"inst{number}@skole.example", "INST_NAVN": f"{row['INST_NAVN']} ({number})"}
            if chance.random() < share_bad:
                name = chance.choice(list(SPOILED))
                row[name] = SPOILED[name]
            file.write(";".join(row[name] for name in names) + "\r\n")


def measure(env: dict[str, str], path: Path) -> dict:
    """Import the file into an empty database, in a process of its own."""
    subprocess.run([sys.executable, "-c", EMPTY], cwd=serving.ROOT, env=env, check=True)
    command = [sys.executable, "-c", RUN, str(path)]
    done = subprocess.run(command, cwd=serving.ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def main() -> int:
    """Measure a long file, and those one names; say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="files of the register, such as the whole extract")
    parser.add_argument("--rows", type=int, default=50_000, help="rows of the file that is made; 0 for none")
    wish = parser.parse_args()
    env = serving.environment(SIZE, secrets.token_hex(32))
    serving.manage(env, "migrate", "-v0")
    files = [path.resolve() for path in wish.files]
    if wish.rows:
        long_file = serving.ROOT / "var" / "benchmarks" / f"register-{wish.rows}.csv"
        long_file.parent.mkdir(parents=True, exist_ok=True)
        write_long_file(long_file, wish.rows)
        files.append(long_file)
    is_well = True
    for path in files:
        found = measure(env, path)
        print(f"{path.name}: {found['schools']} schools, {found['errors']} errors; again {found['again']}")
        for name, (seconds, growth) in found["steps"].items():
            print(f"  {name:<11} {seconds:>7.1f} s   memory so far +{growth} MiB")
        growth = max(growth for _seconds, growth in found["steps"].values())
        changed = sum(number for kind, number in found["again"].items() if kind != "unchanged")
        is_well &= growth < 300 and changed == 0 and found["left"] == 0
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
