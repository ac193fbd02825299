"""Open-loop load on a running server: rosters and marks at a fixed rate beside photos, whether answers come or not.

    python load.py http://127.0.0.1:8420 KEY CLASS STUDENT PHOTO [SECONDS] [RATE]

Requests start when their time has come, never later because others are slow; latency counts from that time, so a stall
shows in every request that it holds up (no coordinated omission). Needs the package aiohttp. KEY is a teacher's.
"""

import asyncio
import base64
import collections
import datetime
import statistics
import sys
import time

import aiohttp

ADDRESS, KEY, CLASS, STUDENT, PHOTO = sys.argv[1:6]
SECONDS = float(sys.argv[6]) if len(sys.argv) > 6 else 60
RATE = float(sys.argv[7]) if len(sys.argv) > 7 else 100
TODAY = datetime.date.today().isoformat()
API = f"{ADDRESS}/api/v1"

latencies: dict[str, list[float]] = collections.defaultdict(list)
statuses: collections.Counter = collections.Counter()


async def send(session, kind, due, method, url, **what):
    try:
        async with session.request(method, url, **what) as answer:
            await answer.read()
            status = answer.status
    except (aiohttp.ClientError, asyncio.TimeoutError) as error:
        status = type(error).__name__
    latencies[kind].append(time.monotonic() - due)
    statuses[kind, status] += 1


async def photos(session, until):
    """A photo of its own, again and again: the next as soon as the last one is answered."""
    picture = open(PHOTO, "rb").read()
    number = 0
    while time.monotonic() < until:
        # What follows the picture's end is not read, but makes it another file.
        image = base64.b64encode(picture + str(number).encode()).decode()
        body = {"class": CLASS, "date": TODAY, "label": f"load {number}", "image": image}
        await send(session, "photo", time.monotonic(), "POST", f"{API}/attendance", json=body)
        number += 1


async def main():
    headers = {"Authorization": f"Bearer {KEY}"}
    timeout = aiohttp.ClientTimeout(total=120)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(headers=headers, timeout=timeout, connector=connector) as session:
        began = time.monotonic()
        working = asyncio.create_task(photos(session, began + SECONDS))
        tasks = []
        for number in range(int(SECONDS * RATE)):
            due = began + number / RATE
            await asyncio.sleep(max(0, due - time.monotonic()))
            if number % 2:
                url = f"{API}/classes/{CLASS}/students"
                tasks.append(asyncio.create_task(send(session, "roster", due, "GET", url)))
            else:
                url = f"{API}/classes/{CLASS}/sessions/{TODAY}/marks?label=meeting%20{number // 200}"
                body = {"student": STUDENT, "status": "late" if number % 4 else "present"}
                tasks.append(asyncio.create_task(send(session, "mark", due, "POST", url, json=body)))
        await asyncio.gather(*tasks, working)
    print(f"{SECONDS:.0f} s, {RATE:.0f} requests/s beside photos")
    for kind, times in sorted(latencies.items()):
        cuts = statistics.quantiles(times, n=100) if len(times) > 1 else times * 99
        print(f"{kind:7} n={len(times):5} p50={cuts[49] * 1000:7.1f} ms  p99={cuts[98] * 1000:7.1f} ms  "
              f"max={max(times) * 1000:7.1f} ms")
    print({f"{kind} {status}": n for (kind, status), n in sorted(statuses.items(), key=str)})


asyncio.run(main())
