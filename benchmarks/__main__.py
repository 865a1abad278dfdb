"""``python3 -m benchmarks``: make the databases, serve them, measure, print the table."""

import argparse
import contextlib
import os
import platform
import secrets
import sys
import time

from config import bootstrap

bootstrap.prepare(sys.argv)  # before anything that is not in the standard library

from benchmarks import report, serving  # noqa: E402
from benchmarks.pages import LIST, TWIN_LIST, pages_of  # noqa: E402
from benchmarks.rounds import cookie_of, measure, throughput  # noqa: E402

LIVE, BARE_LIVE = "/sundhed/live", "/f/live/"
STARTS, TURNS = 3, 9


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, pages only")
    parser.add_argument("--rounds", type=int, help="how often each page is asked for (default 40, quick 8)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000], metavar="N")
    parser.add_argument("--anew", action="store_true", help="throw the databases away and make them again")
    parser.add_argument("--schools", help="a file of the school register, for databases that are made now")
    asked = parser.parse_args()
    asked.rounds = asked.rounds or (8 if asked.quick else 40)
    asked.sizes.sort()
    return asked


def main() -> None:
    """Run it all; the databases stay for the next time."""
    asked, secret, began = arguments(), secrets.token_urlsafe(48), time.monotonic()
    envs = {size: serving.environment(size, secret) for size in asked.sizes}
    for size in asked.sizes if asked.anew else ():
        serving.drop_database(size, secret)
    facts = {size: serving.prepare_database(size, env, asked.schools) for size, env in envs.items()}
    serving.manage(envs[asked.sizes[0]], "collectstatic", "--noinput", "-v0")
    large = asked.sizes[-1]
    with contextlib.ExitStack() as stack:
        servers = {size: stack.enter_context(serving.running(env, LIVE)) for size, env in envs.items()}
        found = measure(servers, facts, asked.rounds)
        load = os.getloadavg()[0]
        print(f"\n{platform.machine()}, {os.cpu_count()} processors, load {load:.1f}; {asked.rounds} rounds\n")
        print("\n".join(report.lines_of(pages_of(facts[large], 0), found, asked.sizes)))
        if not asked.quick:
            print("\n| the list, whole program | own | twin | × | target | |\n|---|---|---|---|---|---|")
            print(speed_together(servers[large], facts[large]))
            print(weight_and_start(servers[large], envs[large], secret, large, facts[large]))
    print(f"\n{time.monotonic() - began:.0f} s in all")


def speed_together(server: serving.Server, facts: dict) -> str:
    """Return requests per second, own and twin in turns."""
    cookie, rates = cookie_of(facts, "coordinator"), {LIST: [], TWIN_LIST: []}
    for _ in range(TURNS):
        for path, found in rates.items():
            found.append(throughput(server, path, cookie, 2))
    own, twin = (sorted(rates[path])[TURNS // 2] for path in (LIST, TWIN_LIST))
    return report.compared("requests per second, 8 connections", own, twin, unit="/s", limit=0.65, at_least=True)


def weight_and_start(server: serving.Server, env: dict, secret: str, size: int, facts: dict) -> str:
    """Return memory and cold start against the bare program with the twins alone."""
    bare_env = serving.environment(size, secret, "benchmarks.bare_settings")
    starts: dict[str, list[float]] = {"own": [], "bare": []}
    for _ in range(STARTS):
        with serving.running(env, LIVE) as again:
            starts["own"].append(again.cold_start)
        with serving.running(bare_env, BARE_LIVE) as bare:
            starts["bare"].append(bare.cold_start)
            throughput(bare, BARE_LIVE, cookie_of(facts, "coordinator"), 1)
            bare_weight = bare.weight()
    return "\n".join(
        [
            report.compared("memory of a worker", server.weight(), bare_weight, unit="MiB", limit=1.6),
            report.compared("cold start", min(starts["own"]), min(starts["bare"]), unit="s", limit=2.5),
        ]
    )


if __name__ == "__main__":
    main()
