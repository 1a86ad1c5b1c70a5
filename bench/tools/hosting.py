# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""What an engine costs: firing hooks, its RAM, its code."""

from . import bytecode, firmware, host, table, targets, toolchain

FOLDER = toolchain.BENCH / "hosting"
OBJECTS = ["engine", "container", "task", "hook", "store_entry", "tenant", "fault_report", "vm"]
FIRED = {"empty": "hook without containers", "nothing": "hook with a container that returns 0",
         "one": "hook with the thread counter", "ten": "hook with ten thread counters",
         "bare": "the thread counter without engine"}
INSTALLED = {"open": "reading the image, and which helpers it calls",
             "install": "the same, verifying, loading, attaching, unloading",
             "attach": "attaching and detaching what is loaded"}


def _text(build, source):
    path = build.folder / "bpf" / f"{source.stem}.v3.text"
    text = bytecode.compiled(build, source, "v3")
    if not path.exists() or path.read_bytes() != text:
        path.write_bytes(text)
    return path


def _fired(build):
    source = FOLDER / "counted.cpp"
    program = build.make("hosting/counted", ["g++", *host.CXX, source], [source])
    counter = _text(build, FOLDER / "thread_counter.c")
    nothing = host.write_text(build, "empty", "v3")
    items = {"empty": ["empty", counter], "nothing": ["one", nothing], "one": ["one", counter],
             "ten": ["ten", counter], "bare": ["bare", counter]}
    counts, _ = host.count([program], list(items.values()))
    found = {f"hosting.host.fire.{name}": counted for name, counted in zip(items, counts)}
    found["hosting.host.fire.one_to_bare"] = round(
        found["hosting.host.fire.one"] / found["hosting.host.fire.bare"], 2)
    return found


def _installed(build):
    """Of Fletcher32, whose slots are counted too."""
    program = build.make("hosting/counted", ["g++", *host.CXX, FOLDER / "counted.cpp"],
                         [FOLDER / "counted.cpp"])
    text = host.write_text(build, "fletcher360", "v3")
    counts, _ = host.count([program], [[what, text] for what in INSTALLED])
    found = {f"hosting.host.{what}": counted for what, counted in zip(INSTALLED, counts)}
    found["hosting.host.install.slots"] = text.stat().st_size // 8
    return found


def figures(build):
    """hosting.host.fire.<what>, hosting.<host|cortex_m4>.bytes.<object>, hosting.cortex_m4.code."""
    found = _fired(build) | _installed(build)
    source = FOLDER / "footprint.cpp"
    here = build.make("hosting/footprint.o", ["g++", *host.CXX, "-c", source], [source])
    out, _ = toolchain.run(["nm", "-S", here])
    found |= {f"hosting.host.bytes.{name}": size
              for name, size in firmware.arrays_of(out).items()}
    sizes = firmware.Maker(build, targets.CORES["cortex_m4"], "defaults").engine_sizes()
    found["hosting.cortex_m4.code"] = sizes.pop("rom")
    return found | {f"hosting.cortex_m4.bytes.{name}": size for name, size in sizes.items()}


def summary(found):
    fired = table.render(["fired, on this machine", "instructions"],
                         [[what, found[f"hosting.host.fire.{name}"]]
                          for name, what in FIRED.items()])
    slots = found["hosting.host.install.slots"]
    counts = [[text, found[f"hosting.host.{what}"]] for what, text in INSTALLED.items()]
    installed = table.render(
        [f"Fletcher32, {slots} slots, on this machine", "instructions", "per slot"],
        [[text, counted, round(counted / slots, 1)] for text, counted in counts])
    sizes = table.render(["RAM [bytes]", "this machine", "Cortex-M4"],
                         [[name.replace("_", " "), found.get(f"hosting.host.bytes.{name}"),
                           found.get(f"hosting.cortex_m4.bytes.{name}")] for name in OBJECTS])
    code = f"Engine on a Cortex-M4, without vm and verifier: {found['hosting.cortex_m4.code']} bytes"
    return f"{fired}\n\n{installed}\n\n{sizes}\n\n{code}"
