#!/usr/bin/env python3

# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

import sys
from testrunner import run


def testfunc(child):
    child.expect_exact("given: 41")
    child.expect_exact("status: no error")
    child.expect_exact("returned: 42")
    child.expect_exact("size: 3 instructions")


if __name__ == "__main__":
    sys.exit(run(testfunc))
