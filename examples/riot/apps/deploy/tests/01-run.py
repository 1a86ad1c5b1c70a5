#!/usr/bin/env python3

# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

import sys
from testrunner import run


def testfunc(child):
    child.expect_exact("first: 2.04")
    child.expect_exact("hello")
    child.expect_exact("second: 2.04")
    child.expect_exact("good morning")
    child.expect_exact("first again: 4.09")
    child.expect_exact("forged: 4.01")
    child.expect_exact("good morning")


if __name__ == "__main__":
    sys.exit(run(testfunc))
