"""Asking, in turns: every page of every size once per round, so that what disturbs one disturbs all."""

import statistics
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.client import HTTPConnection

from benchmarks.pages import pages_of
from benchmarks.serving import Server

WARM_UP = 3
CONNECTIONS = 8


@dataclass
class Readings:
    """What one address cost, in milliseconds, over the rounds; its latest number of queries and kB."""

    took: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    queries: int = 0
    size: float = 0

    @property
    def p50(self) -> float:
        return statistics.median(self.took)

    def against(self, other: "Readings") -> float:
        """Return how many times as long this took: the median over the rounds, each compared with itself."""
        return statistics.median(mine / theirs for mine, theirs in zip(self.took, other.took, strict=True))

    @property
    def cpu50(self) -> float:
        return statistics.median(self.cpu)

    @property
    def waited50(self) -> float:
        return statistics.median(self.waited)


def ask(client: HTTPConnection, path: str, cookie: str) -> tuple[float, dict, int]:
    """Return milliseconds, headers and size of one page. Anything but 200 ends the run."""
    began = time.perf_counter()
    client.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "da"})
    answer = client.getresponse()
    size = len(answer.read())
    took = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status} {answer.getheader('Location') or ''}")
    return took, dict(answer.getheaders()), size


def cookie_of(facts: dict, who: str) -> str:
    """Return the cookie that logs one of the measured users in."""
    return f"{facts['cookie_name']}={facts['cookies'][who]}"


def measure(servers: dict[int, Server], facts: dict[int, dict], rounds: int) -> dict[tuple[int, str, str], Readings]:
    """Return readings by (size, page, "own" or "twin"). Own and twin are asked right after each other, in turns."""
    found: dict[tuple[int, str, str], Readings] = defaultdict(Readings)
    for number in range(-WARM_UP, rounds):
        for size, server in servers.items():
            for page in pages_of(facts[size], number):
                kinds = [("own", page.path), *([("twin", page.twin)] if page.twin else [])]
                for kind, path in kinds if number % 2 else reversed(kinds):
                    took, headers, length = ask(server.client, path, cookie_of(facts[size], page.who))
                    if number >= 0:
                        note(found[size, page.name, kind], took, headers, length)
    return found


def note(readings: Readings, took: float, headers: dict, length: int) -> None:
    """Keep one answer's figures."""
    readings.took.append(took)
    readings.cpu.append(float(headers["X-Cpu"]))
    readings.waited.append(float(headers["X-Waited"]))
    readings.queries = max(readings.queries, int(headers["X-Queries"]))
    readings.size = length / 1000


def throughput(server: Server, path: str, cookie: str, seconds: float) -> float:
    """Return requests per second at eight connections."""
    done, end = [0] * CONNECTIONS, time.monotonic() + seconds

    def browse(number: int) -> None:
        client = HTTPConnection("127.0.0.1", server.port, timeout=60)
        while time.monotonic() < end:
            ask(client, path, cookie)
            done[number] += 1

    threads = [threading.Thread(target=browse, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds
