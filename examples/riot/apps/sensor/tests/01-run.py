#!/usr/bin/env python3

# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

import sys
from testrunner import run


def testfunc(child):
    for _ in range(3):
        child.expect_exact("average: 21.50")
    for command, state in (
        ("femto list", "started"),
        ("femto stop sensor_process", "loaded"),
        ("femto start sensor_process", "started"),
    ):
        child.expect_exact("> ")
        child.sendline(command)
        if command != "femto list":
            child.expect_exact("> ")
            child.sendline("femto list")
        child.expect("sensor_process +" + state)


if __name__ == "__main__":
    sys.exit(run(testfunc))
