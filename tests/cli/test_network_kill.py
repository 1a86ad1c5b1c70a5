# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Devices that are killed at any moment of an update."""

import random
import subprocess
import time

from harness import FEMTO
from network import NetworkTest

ROUNDS = 25


class Killed(NetworkTest):
    def test_a_device_that_is_killed_during_an_update_has_the_old_or_the_new(self):
        seeded = random.Random(17)
        device = self.device()
        self.done("push", self.padded(1000), device.uri)
        now, seen = 1000, {"old": 0, "new": 0}
        for number in range(1001, 1001 + ROUNDS):
            envelope = self.padded(number)
            push = subprocess.Popen([FEMTO, "push", envelope, device.uri],
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(seeded.uniform(0, 0.04))
            device.kill()
            push.kill()
            push.wait()
            device.close()
            device = self.device()
            found = self.runs(device)
            self.assertIn(found, (now, number))
            seen["new" if found == number else "old"] += 1
            now = found
            self.done("push", envelope, device.uri)  # the same again is no replay
            self.assertEqual(self.runs(device), number)
            now = number
        print(f"after a kill: {seen}")
