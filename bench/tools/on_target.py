# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""What is measured on the cores: <core>.<profile>.<figure>, and <core>.native<O>.<workload>.run for
the native code beside it. All figures are exact, and better when lower."""

import os

from . import bytecode, firmware, targets, toolchain

STACK_BYTES = 512  # of every ready-made Config
BRIEF = ["empty", "fletcher360"]


def _programs(maker, workloads, levels):
    """Verifier and vm: ROM, RAM, and the workloads."""
    made = maker.programs(workloads, levels)
    core, profile = maker.core.name, maker.profile
    found = {}
    for name, value in maker.run(made).items():
        workload, label, what = name.split(".")
        if label.startswith("native"):
            found[f"{core}.{label}.{workload}.{what}"] = value
        else:
            found[f"{core}.{profile}.{name}"] = value
    size = maker.sizes(made)
    for name in ("rom", "vm", "program"):
        found[f"{core}.{profile}.{name}"] = size[name]
    found[f"{core}.{profile}.vm_beyond_stack"] = size["vm"] - STACK_BYTES
    return found


def _rest(maker):
    """Classes of instructions, the engine, and C stack."""
    found = maker.run(maker.classes()) | maker.run(maker.hosting())
    found |= {f"engine.{name}": size for name, size in maker.engine_sizes().items()}
    return {f"{maker.core.name}.{maker.profile}.{name}": value for name, value in found.items()}


def figures(build, core, profile, levels, everything=True, flags=()):
    """All figures of one profile on one core."""
    maker = firmware.Maker(build, core, profile, flags)
    if not everything:
        return _programs(maker, BRIEF, levels)
    return _programs(maker, bytecode.ON_TARGET, levels) | _rest(maker)


def figures_of_all(build, cores, profiles, levels, everything=True, flags=()):
    """(figures, [why some are missing]): a profile that does not compile does not hide the others."""
    def attempt(core, profile):
        try:
            return figures(build, targets.CORES[core], profile, levels, everything, flags), None
        except toolchain.Failure as failure:
            return {}, f"{core} {profile}: {failure}"

    tasks = [lambda core=core, profile=profile: attempt(core, profile)
             for core in cores for profile in profiles]
    outcomes = toolchain.in_parallel(tasks, os.cpu_count() or 2)
    return ({name: value for found, _ in outcomes for name, value in found.items()},
            [why for _, why in outcomes if why])


def available():
    """The cores whose compiler and emulator are here."""
    found = []
    for core in targets.CORES.values():
        try:
            core.require()
            found.append(core.name)
        except toolchain.Failure:
            continue
    return found
