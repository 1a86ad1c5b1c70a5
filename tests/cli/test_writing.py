# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""What -o names: either there is the new file, or all is as it was."""

import os
import resource
import shutil
import stat
import subprocess
import threading
import unittest

from harness import FEMTO, CommandTest, contents, some_object

EXIT = bytes([0x95]) + bytes(7)
NOBODY = 65534


def up_to_four_bytes():
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, 4))


class Writing(CommandTest):
    def setUp(self):
        super().setUp()
        self.target = os.path.join(self.folder.name, "target")

    def assemble(self, target, **how):
        return subprocess.run([FEMTO, "asm", "-", "-o", target], input=b"exit\n",
                              capture_output=True, timeout=60, **how)

    def written(self, target, **how):
        done = self.assemble(target, **how)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def refused(self, target, why, **how):
        """Refused in one line, with the folder as it was."""
        def all_there():
            return {name: (os.lstat(path).st_ino, None if os.path.islink(path) or
                           not os.path.isfile(path) else contents(path))
                    for name in os.listdir(self.folder.name)
                    for path in [os.path.join(self.folder.name, name)]}

        before = all_there()
        done = self.assemble(target, **how)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr.decode(), rf"\Arefused: [^\n]*: {why}\n\Z")
        self.assertEqual(all_there(), before)

    def as_nobody(self):
        """What a child needs to be without root's rights."""
        os.chmod(self.folder.name, 0o755)
        try:
            os.chown(self.folder.name, NOBODY, NOBODY)
            done = self.assemble("/dev/null", user=NOBODY, group=NOBODY, extra_groups=[])
        except PermissionError:
            self.skipTest("only root can become another")
        if done.returncode != 0:
            self.skipTest("the command is not there for everybody")
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []}

    def test_a_file_that_must_not_be_written_stays(self):
        nobody = self.as_nobody()
        self.file("target", b"before")
        for owner, mode in ((NOBODY, 0o444), (0, 0o644)):
            os.chown(self.target, owner, owner)
            os.chmod(self.target, mode)
            with self.subTest(owner=owner):
                self.refused(self.target, "Permission denied", **nobody)

    def test_a_file_in_a_folder_that_must_not_be_written_stays(self):
        nobody = self.as_nobody()
        os.chown(self.file("target", b"before"), NOBODY, NOBODY)
        os.chmod(self.folder.name, 0o555)
        self.refused(self.target, "Permission denied", **nobody)

    def test_a_file_that_would_get_too_large_stays(self):
        self.refused(self.target, "File too large", preexec_fn=up_to_four_bytes)
        self.file("target", b"before")
        self.refused(self.target, "File too large", preexec_fn=up_to_four_bytes)
        link = os.path.join(self.folder.name, "link")
        os.symlink("target", link)
        self.refused(link, "File too large", preexec_fn=up_to_four_bytes)

    def test_what_is_no_place_for_a_file_stays(self):
        os.symlink("loop", os.path.join(self.folder.name, "loop"))
        os.symlink("nowhere/file", os.path.join(self.folder.name, "leads_nowhere"))
        self.file("file", b"before")
        os.mkdir(os.path.join(self.folder.name, "folder"))
        for name, why in (("loop", "Too many levels.*"), ("leads_nowhere", "No such file.*"),
                          ("folder", "Is a directory"), ("file/inside", "Not a directory"),
                          ("new/", "(Is a directory|No such file.*)"),
                          ("x" * 256, "File name too long")):
            with self.subTest(name=name[:20]):
                self.refused(os.path.join(self.folder.name, name), why)
        self.refused("", "No such file.*")

    def test_a_program_that_runs_can_be_replaced(self):
        shutil.copy(shutil.which("sleep"), self.target)
        running = subprocess.Popen([self.target, "60"])
        try:
            self.written(self.target)
            self.assertIsNone(running.poll())
        finally:
            running.kill()
            running.wait()
        self.assertEqual(contents(self.target), EXIT)

    def test_a_link_stays_and_leads_to_what_is_new(self):
        self.file("there", b"before")
        os.mkdir(os.path.join(self.folder.name, "folder"))
        for end in ("there", "missing", "folder/../there", os.path.join(self.folder.name, "full")):
            with self.subTest(end=end):
                for name, to in (("first", "second"), ("second", end)):
                    path = os.path.join(self.folder.name, name)
                    if os.path.lexists(path):
                        os.remove(path)
                    os.symlink(to, path)
                self.written(os.path.join(self.folder.name, "first"))
                self.assertTrue(os.path.islink(os.path.join(self.folder.name, "first")))
                self.assertEqual(contents(os.path.join(self.folder.name, end)), EXIT)

    def test_a_file_keeps_its_rights_and_a_new_one_gets_the_usual(self):
        self.file("target", b"before, and longer than what comes")
        os.chmod(self.target, 0o751)
        self.written(self.target)
        self.assertEqual(stat.S_IMODE(os.stat(self.target).st_mode), 0o751)
        self.assertEqual(contents(self.target), EXIT)
        for mask in (0o022, 0o077):
            os.remove(self.target)
            self.written(self.target, umask=mask)
            self.assertEqual(stat.S_IMODE(os.stat(self.target).st_mode), 0o666 & ~mask)
        self.assertEqual(os.listdir(self.folder.name), ["target"])

    def test_a_name_as_long_as_names_get_is_enough(self):
        longest = os.path.join(self.folder.name, "x" * 255)
        self.written(longest)
        self.assertEqual(contents(longest), EXIT)

    def test_a_device_or_pipe_is_written_where_it_is(self):
        self.written("/dev/null")
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        os.mkfifo(self.target)
        got = []
        reader = threading.Thread(target=lambda: got.append(contents(self.target)))
        reader.start()
        self.written(self.target)
        reader.join(60)
        self.assertEqual(got, [EXIT])
        self.refused("/dev/full", "No space left on device")

    def test_a_dash_is_standard_output(self):
        where = self.folder.name
        object_file = some_object()
        for arguments in (["asm", "-"], ["pack", object_file], ["embed", object_file],
                          ["build", self.file("one.c", b"int f(void) { return 1; }\n"), "--clang",
                           os.environ.get("FEMTO_CLANG", "clang")]):
            with self.subTest(verb=arguments[0]):
                more = ["--", "-g0"] if arguments[0] == "build" else []
                done = self.femto(*arguments, "-o", self.target, *more, stdin=b"exit\n")
                self.assertEqual((done.status, done.out), (0, b""))
                before = sorted(os.listdir(where))
                piped = subprocess.run([FEMTO, *arguments, "-o", "-", *more], input=b"exit\n",
                                       capture_output=True, timeout=60, cwd=where)
                self.assertEqual(piped.returncode, 0)
                self.assertEqual(piped.stdout, contents(self.target))
                self.assertEqual(sorted(os.listdir(where)), before)


if __name__ == "__main__":
    unittest.main(verbosity=2)
