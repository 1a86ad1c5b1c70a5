#!/usr/bin/env python3

# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

import sys
from testrunner import run


def testfunc(child):
    child.expect_exact("sensor  2000, response 20.00")
    child.expect_exact("sensor  2100, response 20.50")
    child.expect_exact("sensor  2200, response 21.00")
    child.expect_exact("sensor  2300, response 21.50")
    child.expect_exact("sensor  2400, response 22.50")
    child.expect_exact("sensor  -200, response 16.75")
    child.expect_exact("visitor is not loaded: the container asks for a helper that its tenant may not use (0x14)")


if __name__ == "__main__":
    sys.exit(run(testfunc))
