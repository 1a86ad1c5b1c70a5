# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""The lessons that are played: whoever is at the keyboard, or nobody, they end and leave the terminal
as it was."""

import fcntl
import os
import pty
import random
import select
import signal
import subprocess
import termios
import time
import unittest

BIN = os.environ.get("FEMTO_BIN", "")
TIMEOUT_SECONDS = 60


def program(name):
    return os.path.join(BIN, "hosting-" + name)


class Played(unittest.TestCase):
    def plays(self, name, keys):
        """What a program prints that has its keys from a pipe; it ends well."""
        done = subprocess.run([program(name)], input=keys, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=TIMEOUT_SECONDS)
        self.assertEqual(done.returncode, 0, done.stdout[-2000:])
        return done.stdout.decode()


class Pipes(Played):
    def test_a_lander_does_what_the_keys_say(self):
        rows = [
            (b"." * 11 + b"b" * 9, ["has landed, at 1.4 m/s. Fuel left: 35"]),
            (b"." * 11 + b" " * 9, ["has landed, at 1.4 m/s. Fuel left: 35"]),
            (b"x", ["has crashed, at 14.0 m/s. Fuel left: 80"]),
            (b"\x00\xff\x1b[A\x03\x04" * 10, ["has crashed, at 14.0 m/s. Fuel left: 80"]),
            (b"b" * 20, ["That was the last of the fuel", "There is no fuel", "has crashed"]),
            (b"bbq", ["Given up"]),
        ]
        for keys, said in rows:
            with self.subTest(keys=keys):
                out = self.plays("moon_lander", keys)
                for each in said:
                    self.assertIn(each, out)
                self.assertNotIn("Nobody", out)
                self.assertLessEqual(len(out.splitlines()), 130)

    def test_a_station_does_what_the_keys_say(self):
        rows = [
            (b"rra", ["right", "right"], ["|Light           |"]),
            (b"\x1b[C\x1bOCa", ["right", "right"], ["|Light           |"]),
            (b"l", ["left"], ["|Sound           |"]),
            (b"rrrru", ["right"] * 4 + ["up"], ["|Temperature  max|"]),
            (b"x\x00\xff\x1b[Z\x1bd", ["down"], ["|Temperature  min|"]),
            (b"rqr", ["right"], []),
        ]
        for keys, pressed, shown in rows:
            with self.subTest(keys=keys):
                out = self.plays("weather_station", keys)
                lines = [line[:-1] for line in out.splitlines() if line.endswith(":")]
                self.assertEqual(lines, ["no key"] + pressed)
                for each in shown:
                    self.assertIn(each, out)
                self.assertEqual("GET /t: 2.05 " in out, b"a" in keys)
                self.assertEqual("GET /x: 4.04" in out, b"a" in keys)

    def test_any_keys_come_to_an_end(self):
        some = random.Random(1)
        for name in ("moon_lander", "weather_station"):
            for round_ in range(20):
                with self.subTest(name=name, round=round_):
                    self.plays(name, some.randbytes(some.randrange(20000)))
            with open("/dev/zero", "rb") as endless:
                subprocess.run([program(name)], stdin=endless, stdout=subprocess.DEVNULL,
                               timeout=TIMEOUT_SECONDS, check=True)

    def test_nobody_is_nobody(self):
        """Closed, empty, or a pipe that never gives anything: it is always the same game."""
        for name in ("moon_lander", "weather_station"):
            with self.subTest(name=name):
                alone = self.plays(name, b"")
                self.assertIn("Nobody is at the keyboard", alone)
                closed = subprocess.run([f'exec "{program(name)}" <&-'], shell=True, check=True,
                                        stdout=subprocess.PIPE, timeout=TIMEOUT_SECONDS)
                self.assertEqual(closed.stdout.decode(), alone)
                silent, pipe = os.pipe()
                try:
                    out = subprocess.run([program(name)], stdin=silent, check=True,
                                         stdout=subprocess.PIPE, timeout=TIMEOUT_SECONDS).stdout
                finally:
                    os.close(silent)
                    os.close(pipe)
                self.assertEqual(out.decode(), alone)


class Terminal:
    """A program in front of a terminal, which is the terminal of nobody else."""

    def __init__(self, *command):
        self.person, self.terminal = pty.openpty()
        self.before = self.modes()
        self.out = b""
        self.child = os.fork()
        if self.child == 0:
            try:
                signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # Python ignores it
                os.setsid()
                fcntl.ioctl(self.terminal, termios.TIOCSCTTY, 0)
                for each in (0, 1, 2):
                    os.dup2(self.terminal, each)
                os.execv(command[0], command)
            finally:
                os._exit(127)

    def modes(self):
        return termios.tcgetattr(self.terminal)[3] & (termios.ICANON | termios.ECHO)

    def shows(self, text):
        """Whether the program shows a text before long."""
        until = time.monotonic() + TIMEOUT_SECONDS
        while text.encode() not in self.out and time.monotonic() < until:
            if select.select([self.person], [], [], 0.1)[0]:
                self.out += os.read(self.person, 4096)
        return text.encode() in self.out

    def types(self, keys):
        os.write(self.person, keys)

    def ends(self):
        """The status of a program that ends before long, a signal being below 0."""
        until = time.monotonic() + TIMEOUT_SECONDS
        while time.monotonic() < until:
            pid, status = os.waitpid(self.child, os.WNOHANG)
            if pid != 0:
                return os.waitstatus_to_exitcode(status)
            if self.person >= 0 and select.select([self.person], [], [], 0.05)[0]:
                self.out += os.read(self.person, 4096)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        return "it goes on"

    def hang_up(self):
        os.close(self.person)
        self.person = -1

    def close(self):
        for each in (self.person, self.terminal):
            if each >= 0:
                os.close(each)


class Terminals(Played):
    FIRST = {"moon_lander": " 0.5 s", "weather_station": "|Temperature     |"}

    def started(self, name):
        on = Terminal(program(name))
        self.addCleanup(on.close)
        self.assertTrue(on.shows(self.FIRST[name]), on.out)
        self.assertEqual(on.modes(), 0)
        return on

    def test_they_are_left_in_order(self):
        rows = [(b"q", 0), (b"\x04", 0), (b"\x03", -signal.SIGINT), (b"\x1c", -signal.SIGQUIT),
                (b"\x1b[A\x00\xff\nxq", 0)]
        for name in self.FIRST:
            for keys, status in rows:
                with self.subTest(name=name, keys=keys):
                    on = self.started(name)
                    on.types(keys)
                    self.assertEqual(on.ends(), status, on.out)
                    self.assertEqual(on.modes(), on.before)

    def test_they_are_left_in_order_when_somebody_ends_the_program(self):
        for name in self.FIRST:
            for number in (signal.SIGTERM, signal.SIGHUP):
                with self.subTest(name=name, signal=number):
                    on = self.started(name)
                    os.kill(on.child, number)
                    self.assertEqual(on.ends(), -number)
                    self.assertEqual(on.modes(), on.before)

    def test_they_are_left_in_order_when_nobody_reads_the_output(self):
        for name in self.FIRST:
            with self.subTest(name=name):
                on = Terminal("/bin/sh", "-c",
                              f'"{program(name)}" | head -c 1; echo; echo over; read x')
                self.addCleanup(on.close)
                self.assertTrue(on.shows("over"), on.out)
                self.assertEqual(on.modes(), on.before)
                on.types(b"\n")
                self.assertEqual(on.ends(), 0)

    def test_they_are_left_in_order_while_the_program_is_stopped(self):
        for name in self.FIRST:
            with self.subTest(name=name):
                on = Terminal("/bin/sh", "-c",
                              f'set -m; "{program(name)}"; echo stopped; read x; fg; '
                              'echo "ended with $?"')
                self.addCleanup(on.close)
                self.assertTrue(on.shows(self.FIRST[name]), on.out)
                on.types(b"\x1a")
                self.assertTrue(on.shows("stopped"), on.out)
                self.assertEqual(on.modes(), on.before)
                on.out = b""
                on.types(b"\n")
                self.assertTrue(on.shows(" m/s" if name == "moon_lander" else "|\r\n+---"), on.out)
                self.assertEqual(on.modes(), 0)
                on.types(b"q")
                self.assertTrue(on.shows("ended with 0"), on.out)
                self.assertEqual(on.ends(), 0)
                self.assertEqual(on.modes(), on.before)

    def test_hanging_up_ends_the_program(self):
        for name in self.FIRST:
            with self.subTest(name=name):
                on = self.started(name)
                on.hang_up()
                self.assertIn(on.ends(), (0, -signal.SIGHUP))

    def test_a_lander_burns_when_somebody_presses_a_key(self):
        on = self.started("moon_lander")
        on.types(b"b")
        self.assertTrue(on.shows("~<A"), on.out)
        on.types(b"q")
        self.assertEqual(on.ends(), 0)
        self.assertIn(b"Given up", on.out)

    def test_a_station_shows_another_page_in_place(self):
        on = self.started("weather_station")
        on.types(b"\x1b[C")
        self.assertTrue(on.shows("\x1b[4A+----------------+\r\n|Humidity        |"), on.out)
        on.types(b"a")
        self.assertTrue(on.shows("GET /x: 4.04"), on.out)
        on.types(b"q")
        self.assertEqual(on.ends(), 0)


if __name__ == "__main__":
    unittest.main()
