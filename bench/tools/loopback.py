# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""From `femto push` to the first run of what it sent, on loopback."""

import os
import re
import statistics
import subprocess
import time

from . import desk, table, toolchain

IMAGE_BYTES = 1024
# Prints a line at each run, by bpf_printf of a text in its stack.
PRINTS = ["r1 = 0x0a72", "*(u64 *)(r10 - 8) = r1", "r1 = r10", "r1 += -8", "call 0x1", "r0 = 0"]
KINDS = {"ed25519": "Ed25519", "p256": "ESP256"}
# What a part is called, and the times of one update that it is made of [ns].
PARTS = {
    "start": "the command starts, reads the envelope, and its first block arrives",
    "transfer": "until the blocks after that arrive",
    "signature": "verifying the signature",
    "digest": "digests of manifest and image",
    "storage": "erasing and writing",
    "activation": "verifying, loading and attaching the container",
    "rest": "requests, CBOR, manifest, slots: the rest",
    "run": "answering, and the first run",
}
# The functions whose instructions are counted, with all that they call.
COUNTED = {
    "signature": r"bench::watched_crypto::verify\(",
    "digest": r"bench::watched_crypto::sha256::(update|finish)\(",
    "storage": r"bench::watched_storage::(write|erase)\(",
    "activation": r"fc::update::detail::[^']*::activate\(",
    "requests": r"bench::[^']*device::handle\(",
    "run": r"bench::[^']*device::first_run\(",
}


class Loopback:
    """The device of loopback.cpp, for so many updates."""

    def __init__(self, at, program, durability, updates, before=()):
        state = at.path(f"state-{len(at.devices)}")
        self.process = at.start(
            [*before, program, state, at.path("tenants"), durability, updates])
        self.uri = "coap://127.0.0.1:" + at.first_line(self.process).split()[1]

    def next(self):
        """The times and counts of the update that has just been."""
        words = self.process.stdout.readline().split()
        if not words:
            raise toolchain.Failure("the device refused an update")
        return dict(zip(words[::2], map(int, words[1::2])))


def parts_of(begin, it):
    """How long each part took [ns], which together are the whole."""
    out = {part: it[part] for part in ("signature", "digest", "storage", "activation")}
    out["start"] = it["begun"] - begin
    out["transfer"] = it["answered"] - it["begun"] - it["requests"]
    out["rest"] = it["requests"] - sum(
        out[part] for part in ("signature", "digest", "storage", "activation"))
    out["run"] = it["ran"] - it["answered"]
    out["whole"] = it["ran"] - begin
    return out


def push(femto, envelope, uri):
    """Has the command send an envelope; returns when it was started, and when it had ended [ns]."""
    command = [femto, "push", envelope, uri]
    null = os.open(os.devnull, os.O_RDWR)
    begin = time.monotonic_ns()
    pid = os.posix_spawn(femto, command, os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, null, 1)])
    _, status = os.waitpid(pid, 0)
    end = time.monotonic_ns()
    os.close(null)
    if status != 0:
        raise toolchain.Failure(f"status {status}: {' '.join(command)}")
    return begin, end


def timed(at, program, kind, durability, repeat):
    """{part: [ns of each push]}, and the counts of the last one."""
    image = at.image(IMAGE_BYTES, PRINTS)
    it = Loopback(at, program, durability, repeat + 1)
    samples = {}
    for number in range(repeat + 1):
        begin, end = push(at.femto, at.envelope(image, kind), it.uri)
        told = it.next()
        if number != 0:  # the first finds neither programs nor storage in memory
            for part, took in {**parts_of(begin, told), "command": end - begin}.items():
                samples.setdefault(part, []).append(took)
    return samples, told


def in_order(samples, tenths):
    return sorted(samples)[min(len(samples) - 1, len(samples) * tenths // 10)]


def spread(samples):
    return {"p10": in_order(samples, 1), "median": int(statistics.median(samples)),
            "p90": in_order(samples, 9)}


def _profile(at, program, kind, updates):
    """Instructions of the device by part, of so many updates."""
    image = at.image(IMAGE_BYTES, PRINTS)
    out = at.path("callgrind.out")
    it = Loopback(at, program, "relaxed", updates,
                  ["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={out}",
                   "--separate-callers8=bench::watched_crypto::sha256::*"])
    for _ in range(updates):
        push(at.femto, at.envelope(image, kind), it.uri)
        it.next()
    if it.process.wait(60) != 0:
        raise toolchain.Failure("the device did not end well")
    said, _ = toolchain.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100",
                             "--auto=no", "--show-percs=no", out])
    counts = dict.fromkeys(["whole", *COUNTED], 0)
    for line in said.splitlines():
        match = re.match(r"\s*([\d,]+)\s+(?:\S+?:)?(.*)", line)
        if not match:
            continue
        count = int(match[1].replace(",", ""))
        if "PROGRAM TOTALS" in line:
            counts["whole"] = count
        for part, pattern in COUNTED.items():
            if re.match(pattern, match[2]):
                counts[part] += count
        if re.match(COUNTED["digest"], match[2]) and "::activate(" in match[2]:
            counts["activation"] -= count  # a digest is a digest, whoever asks for it
    return counts


def counted(at, program, kind):
    """{part: instructions of one update} of the device, and of the command as `command`."""
    few, many = 2, 6
    fewer, more = (_profile(at, program, kind, updates) for updates in (few, many))
    each = {part: (more[part] - fewer[part]) // (many - few) for part in more}
    each["rest"] = each["requests"] - sum(
        each[part] for part in ("signature", "digest", "storage", "activation"))
    each["network"] = each["whole"] - each["requests"] - each["run"]
    if min(each.values()) <= 0:
        raise toolchain.Failure(f"callgrind's profile has other names than expected: {each}")
    it = Loopback(at, program, "relaxed", 1)
    envelope = at.envelope(at.image(IMAGE_BYTES, PRINTS), kind)
    _, err = toolchain.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                            at.femto, "push", envelope, it.uri])
    each["command"] = int(re.search(r"Collected : (\d+)", err)[1])
    return each


def figures(build, femto, repeat, count):
    """{kind: {"us": {durability: {part: spread}}, "instructions": {...}, "counts": {...}}}"""
    program = desk.program(build, "loopback")
    found = {}
    with desk.Desk(femto) as at:
        for kind in KINDS:
            mine = found[kind] = {"ns": {}}
            for durability in ("relaxed", "durable"):
                samples, told = timed(at, program, kind, durability, repeat)
                mine["ns"][durability] = {part: spread(all_) for part, all_ in samples.items()}
            mine["counts"] = {name: told[name] for name in ("blocks", "writes", "erases")}
            if count:
                toolchain.require("valgrind")
                mine["instructions"] = counted(at, program, kind)
    return found


def summary(found):
    out = []
    for kind, mine in found.items():
        counts = mine["counts"]
        rows = []
        for part, text in {**PARTS, "whole": "the whole, from the start of `femto push`",
                           "command": "until the command has ended"}.items():
            cells = [f"{each['median'] / 1000:,.0f} ({each['p10'] / 1000:,.0f} to"
                     f" {each['p90'] / 1000:,.0f})"
                     for each in (mine["ns"][way][part] for way in ("relaxed", "durable"))]
            rows.append([text, *cells])
        title = f"{KINDS[kind]}, {counts['blocks']} blocks, {counts['writes']} writes, " \
                f"{counts['erases']} erases; µs: median (p10 to p90)"
        out.append(table.render([title, "the system writes to disk", "each write does"], rows))
        if "instructions" in mine:
            texts = {**{part: PARTS[part] for part in
                        ("signature", "digest", "storage", "activation", "rest")},
                     "run": "the first run", "network": "libcoap and the loop around it",
                     "whole": "the device, one update",
                     "command": "`femto push`, from its start to its end"}
            out.append(table.render([f"{KINDS[kind]}, outside of the kernel", "instructions"], [
                [text, mine["instructions"][part]] for part, text in texts.items()]))
    return "\n\n".join(out)
