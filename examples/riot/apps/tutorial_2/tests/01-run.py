#!/usr/bin/env python3

# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

import sys
from testrunner import run


def testfunc(child):
    child.expect_exact("multiply_add: 45")
    child.expect_exact("exercise: stopped at instruction 3: the access is outside the memory granted to the program")


if __name__ == "__main__":
    sys.exit(run(testfunc))
