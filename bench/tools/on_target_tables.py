# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Tables of what tools/on_target.py measures."""

from . import bytecode, firmware, table, targets

REPEATED = 16  # an instruction in a program of firmware/classes.cpp
FLETCHER = "fletcher360"


class Figures:
    """Figures of one core."""

    def __init__(self, figures, core):
        self.core = core
        self.title = targets.CORES[core].title
        self.figures = figures
        self.profiles = [each for each in firmware.PROFILES if f"{core}.{each}.rom" in figures]

    def of(self, profile, name):
        return self.figures.get(f"{self.core}.{profile}.{name}")

    def ratio(self, profile, name, workload=FLETCHER):
        """To the native code of the same image at -O2."""
        return self.of(profile, name) / self.of("nativeO2", f"{workload}.run")

    def beside_native(self, profile, workload, level):
        """`18,066 (19.5)`: instructions, and how many times those of native code."""
        counted = self.of(profile, f"{workload}.{level}.run")
        times = self.ratio(profile, f"{workload}.{level}.run", workload)
        # Too long for the cells of its Config, and therefore run by another executor.
        text = ", text" if self.of(profile, f"{workload}.{level}.from_text") else ""
        return f"{counted:,} ({times:.1f}{text})"


def cores_in(figures):
    return [core for core in targets.CORES if any(name.startswith(core + ".") for name in figures)]


def levels_in(figures):
    return [level for level in bytecode.LEVELS
            if any(name.endswith(f".{FLETCHER}.{level}.run") for name in figures)]


def _per_config(figures, header, row_of):
    rows = []
    for core in cores_in(figures):
        here = Figures(figures, core)
        rows += [[here.title, f"{profile} {firmware.OPTIMISATION[profile]}",
                  *row_of(here, profile)] for profile in here.profiles]
    return table.render(["core", "Config", *header], rows)


def running(figures):
    """Verifier and vm: Fletcher32 and the empty run."""
    levels = levels_in(figures)
    # Measured with --all alone: without it a gap would read as nothing to decode.
    decoding = ["of it decoding"] if any(".decode." in name for name in figures) else []

    def row_of(here, profile):
        slots = here.of(profile, f"{FLETCHER}.v3.text_bytes") // 8
        verified = here.of(profile, f"{FLETCHER}.v3.verify")
        return [here.of(profile, "rom"), here.of("nativeO2", f"{FLETCHER}.run"),
                *(here.beside_native(profile, FLETCHER, level) for level in levels),
                here.of(profile, "empty.v3.run"), verified, verified / slots,
                *(here.of(profile, "decode." + FLETCHER) for _ in decoding)]

    return _per_config(figures, ["ROM", "native", *(f"Fletcher32 {level}" for level in levels),
                                 "empty run", "verify", "per slot", *decoding], row_of)


HOSTING = {"engine.rom": "ROM", "fire.no_container": "empty hook",
           "fire.empty_container": "empty container", "fire.thread_counter": "thread counter",
           "run.thread_counter": "of it vm and helpers", "load.thread_counter": "load it",
           "attach": "attach", "detach": "detach", "unload": "unload", "start": "start",
           "slice.to_the_end": "slice"}
MEMORY = {"vm_beyond_stack": "vm", "program": "program", "engine.container": "container",
          "engine.task": "long-running", "engine.tenant": "tenant",
          "engine.store_entry": "store entry", "stack.verify": "verify", "stack.run": "run",
          "stack.fire_no_container": "fire, empty hook", "stack.fire": "fire", "stack.load": "load",
          "stack.attach": "attach"}


def hosting(figures):
    """The engine: code, and instructions of what it does."""
    return _per_config(figures, HOSTING.values(),
                       lambda here, profile: [here.of(profile, name) for name in HOSTING])


def memory(figures):
    """RAM, and C stack."""
    return _per_config(figures, MEMORY.values(),
                       lambda here, profile: [here.of(profile, name) for name in MEMORY])


def classes(figures):
    """Instructions per BPF instruction of each class."""
    heres = [Figures(figures, core) for core in cores_in(figures)]
    # Those that tiny leaves out come last, as they are recorded: there its column is the first.
    of_core = [name for name in figures if name.startswith(f"{heres[0].core}.")]
    first, rest = ([name.split(".")[3] for name in of_core if f".{profile}.sixteen." in name]
                   for profile in (heres[0].profiles[0], "defaults"))
    names = list(dict.fromkeys(first + rest))

    def cell(here, name):
        counts = (here.of(profile, f"sixteen.{name}") for profile in here.profiles)
        return " / ".join("-" if counted is None else f"{counted / REPEATED:.1f}"
                          for counted in counts)

    return table.render(["instruction", *(here.title for here in heres)],
                        [[name.replace("_", " "), *(cell(here, name) for here in heres)]
                         for name in names])


def workloads(figures, core):
    """Every workload on one core."""
    levels = levels_in(figures)
    here = Figures(figures, core)
    return table.render(
        [here.title, "native", *(f"{profile} {level}" for profile in here.profiles
                                 for level in levels)],
        [[workload, here.of("nativeO2", f"{workload}.run"),
          *(here.beside_native(profile, workload, level) for profile in here.profiles
            for level in levels)] for workload in bytecode.ON_TARGET])


def everything(figures):
    """[(title, table)]"""
    found = [("Running: ROM [bytes], and instructions (times native)", running(figures)),
             ("Hosting: ROM [bytes], and instructions", hosting(figures)),
             ("RAM, and C stack [bytes]", memory(figures)),
             ("One instruction of a class: tiny / defaults / fast", classes(figures))]
    return found + [(f"Workloads on {targets.CORES[core].title}: instructions (times native)",
                     workloads(figures, core)) for core in cores_in(figures)]
