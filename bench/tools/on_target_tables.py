# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Tables of what tools/on_target.py measures."""

from . import bytecode, firmware, table, targets


class Figures:
    """Figures of one core."""

    def __init__(self, figures, core):
        self.core = core
        self.figures = figures
        self.profiles = [each for each in firmware.PROFILES if f"{core}.{each}.rom" in figures]

    def of(self, profile, name):
        return self.figures.get(f"{self.core}.{profile}.{name}")

    def ratio(self, profile, name, workload="fletcher360"):
        """To the native code of the same image at -O2."""
        return self.of(profile, name) / self.of("nativeO2", f"{workload}.run")


def cores_in(figures):
    return [core for core in targets.CORES if any(name.startswith(core + ".") for name in figures)]


def levels_in(figures):
    return [level for level in bytecode.LEVELS
            if any(f".fletcher360.{level}.run" in name for name in figures)]


def summary(figures):
    """Fletcher32 and the empty run, on every core."""
    levels = levels_in(figures)
    rows = []
    for core in cores_in(figures):
        here = Figures(figures, core)
        for profile in here.profiles:
            rows.append([
                targets.CORES[core].title, f"{profile} {firmware.OPTIMISATION[profile]}",
                here.of(profile, "rom"),
                *(here.of(profile, f"fletcher360.{level}.run") for level in levels),
                *(here.ratio(profile, f"fletcher360.{level}.run") for level in levels),
                here.of(profile, "empty.v3.run"),
                here.of(profile, "fletcher360.v3.verify"),
                here.of(profile, "fletcher360.v3.verify")
                / (here.of(profile, "fletcher360.v3.text_bytes") / 8),
                here.of(profile, "vm_beyond_stack"), here.of(profile, "program")])
    return table.render(["core", "Config", "ROM", *levels,
                         *(f"{level}/native" for level in levels), "empty run", "verify v3",
                         "per slot", "vm beyond stack", "program"], rows)


def workloads(figures, core):
    """Every workload on one core."""
    levels = levels_in(figures)
    here = Figures(figures, core)
    rows = []
    for workload in bytecode.ON_TARGET:
        native = here.of("nativeO2", f"{workload}.run")
        if native is None:
            continue
        row = [workload, native]
        for profile in here.profiles:
            for level in levels:
                run = here.of(profile, f"{workload}.{level}.run")
                # Too long for the cells of its Config, and therefore run by another executor.
                from_text = here.of(profile, f"{workload}.{level}.from_text")
                row += [f"{run}{' (text)' if from_text else ''}", run / native]
        rows.append(row)
    return table.render([targets.CORES[core].title, "native -O2",
                         *(text for profile in here.profiles for level in levels
                           for text in (f"{profile} {level}", "x native"))], rows)
