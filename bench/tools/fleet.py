# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Many devices side by side on this machine: a push to each, requests per second, memory."""

import json
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import desk, table, toolchain

SLOT = 0
# What is asked for: a name, by what, method and path.
REQUESTS = [("GET femto/slots, coap", "coap", "GET", "femto/slots"),
            ("GET femto/stats, coap", "coap", "GET", "femto/stats"),
            ("POST femto/slots/0/exec, coaps", "coaps", "POST", f"femto/slots/{SLOT}/exec")]


def memory_of(process):
    """{what: KiB} of one process."""
    text = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    rows = re.findall(r"^(\w+):\s+(\d+) kB", text, re.MULTILINE)
    found = {name: int(size) for name, size in rows}
    return {"resident": found["Rss"], "share": found["Pss"], "own": found["Private_Dirty"]}


def processor_ns(process):
    """How long a process had a processor until now."""
    return int(Path(f"/proc/{process.pid}/schedstat").read_text().split()[0])


def wait_for_first_run(at, devices):
    """That a container runs shows in its number of runs, which anyone may read."""
    for _, about in devices:
        for _ in range(100):
            if re.search(rf"^ *{SLOT}  \S+ +[1-9]", at.run("stats", about["coap"]), re.MULTILINE):
                break
            time.sleep(0.1)
        else:
            raise toolchain.Failure(f"the container does not run: {about['coap']}")


def start(at, count):
    """The devices, and how long it took until all were there [s]."""
    begin = time.monotonic()
    processes = [at.device(f"device-{i}") for i in range(count)]
    devices = [(it, json.loads(at.first_line(it))) for it in processes]
    return devices, time.monotonic() - begin


def push_to_all(at, devices, at_once=8):
    """How long a push to each took altogether [s], of which so many were on their way at a time."""
    envelope = at.envelope(at.image(1024))
    begin = time.monotonic()
    with ThreadPoolExecutor(at_once) as pool:
        for done in [pool.submit(at.run, "push", envelope, about["coap"]) for _, about in devices]:
            done.result()
    return time.monotonic() - begin


def asked(program, devices, seconds, scheme, method, path, askers=1):
    """Answers per second, of all devices; what one took of a processor [us]; bytes of an answer."""
    who = [desk.IDENTITY, desk.KEY] if scheme == "coaps" else []
    asking = [subprocess.Popen([str(program), about[scheme], str(seconds), method, path, *who],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
              for _, about in devices for _ in range(askers)]
    try:
        for each in asking:
            if each.stdout.readline() != "ready\n":
                raise toolchain.Failure(f"no answer to {method} {path}")
        before = sum(processor_ns(it) for it, _ in devices)
        for each in asking:
            each.stdin.write("\n")
            each.stdin.flush()
        told = [each.communicate(timeout=60 + seconds)[0].split() for each in asking]
        took = sum(processor_ns(it) for it, _ in devices) - before
    finally:
        for each in asking:
            each.kill()
            each.wait()
    if any(each.returncode != 0 for each in asking):
        raise toolchain.Failure(f"{method} {path} was refused")
    answers = sum(int(words[1]) for words in told)
    return {"per_second": answers / seconds, "processor_us": took / 1000 / answers,
            "bytes": int(told[0][3])}


def figures(build, femto, counts, seconds):
    """{number of devices: {"start_s", "push_s", "memory": {what: KiB}, "requests": {name: ...}}}"""
    program = desk.program(build, "asker")
    found = {}
    for count in counts:
        with desk.Desk(femto) as at:
            devices, took = start(at, count)
            mine = found[count] = {"start_s": took}
            fresh = [memory_of(it) for it, _ in devices]
            mine["push_s"] = push_to_all(at, devices)
            wait_for_first_run(at, devices)
            mine["requests"] = {}
            if seconds > 0:
                for name, *how in REQUESTS:
                    mine["requests"][name] = asked(program, devices, seconds, *how)
            busy = [memory_of(it) for it, _ in devices]
            for when, all_ in (("fresh", fresh), ("busy", busy)):
                mine[when] = {what: sum(each[what] for each in all_) // count for what in all_[0]}
    return found


def summary(found):
    counts = list(found)
    header = ["devices side by side", *(str(count) for count in counts)]
    rows = [["until all were there, s", *(found[count]["start_s"] for count in counts)],
            ["a push of 1 KiB to each, 8 at a time, s",
             *(found[count]["push_s"] for count in counts)]]
    for name in found[counts[0]]["requests"]:
        here = [found[count]["requests"][name] for count in counts]
        rows.append([f"{name}, of {here[0]['bytes']} B: answers/s, of all",
                     *(int(each["per_second"]) for each in here)])
        rows.append(["of a processor, µs each", *(each["processor_us"] for each in here)])
    for when, text in (("fresh", "when they are there"), ("busy", "after all that")):
        for what, means in (("resident", "resident (VmRSS)"), ("share", "its share (PSS)"),
                            ("own", "its own, written to (Private_Dirty)")):
            rows.append([f"KiB of one, {text}: {means}", *(found[count][when][what]
                                                          for count in counts)])
    return table.render(header, rows)
