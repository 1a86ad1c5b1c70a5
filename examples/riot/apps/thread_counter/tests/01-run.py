#!/usr/bin/env python3

# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

import sys
from testrunner import run


def testfunc(child):
    child.expect_exact("blink had 5, was switched to 4 times")
    child.expect_exact("log   had 2, was switched to 2 times")
    child.expect_exact("radio had 3, was switched to 3 times")
    child.expect_exact("the container ran in the scheduler, with 0 faults")


if __name__ == "__main__":
    sys.exit(run(testfunc))
