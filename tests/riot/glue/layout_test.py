# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Holds the module for RIOT, and the applications, to the rules that RIOT's build has for such files."""

import os
import re
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("FEMTO_ROOT", Path(__file__).parents[3]))
RIOT = ROOT / "examples" / "riot"
MODULE = RIOT / "femto_riot"
APPLICATIONS = sorted(path.parent for path in (RIOT / "apps").glob("*/main.c"))
# Brought in by other pseudomodules, or asked for by #ifdef: without a file of their own.
WITHOUT_FILE = {"femto_riot_clock", "femto_riot_compact", "femto_riot_draft09", "femto_riot_messages",
                "femto_riot_print"}


def text(path):
    return path.read_text(encoding="utf-8")


def lines(path):
    """What make reads: continued lines joined, without comments and empty lines."""
    joined = text(path).replace("\\\n", " ")
    return [line for line in (re.sub(r"#.*", "", each).strip() for each in joined.splitlines())
            if line]


def pseudomodules():
    """Those that have a file, and those that have none."""
    parts = {path.stem for path in MODULE.glob("*.c")} - {"seam", "builtin", "command", "observe"}
    return {f"femto_riot_{each}" for each in parts} | WITHOUT_FILE


class Module(unittest.TestCase):
    def test_the_makefile_ends_with_that_of_riot(self):
        self.assertEqual(lines(MODULE / "Makefile")[-1], "include $(RIOTBASE)/Makefile.base")

    def test_the_module_is_called_like_its_folder(self):
        named = [line.split("=")[1].strip() for line in lines(MODULE / "Makefile")
                 if re.match(r"MODULE\s*:?=", line)]
        self.assertIn(named, ([], ["femto_riot"]))
        self.assertIn("$(LAST_MAKEFILEDIR)/include", text(MODULE / "Makefile.include"))

    def test_each_source_is_built_always_or_with_its_pseudomodule(self):
        makefile = "\n".join(lines(MODULE / "Makefile"))
        self.assertRegex(makefile, r"SUBMODULES := 1")
        listed = re.findall(r"[\w]+\.(?:c|cpp)\b", makefile)
        self.assertEqual(len(listed), len(set(listed)))
        self.assertRegex(makefile, r"SRCXX := femto_vm\.cpp femto_glue\.cpp")
        for source in listed:
            self.assertTrue((MODULE / source).is_file(), source)
        for path in MODULE.glob("*.c"):
            submodule = f"femto_riot_{path.stem}" in pseudomodules()
            self.assertNotEqual(path.name in listed, submodule, path.name)

    def test_a_pseudomodule_that_is_spelt_wrongly_is_not_taken_for_one(self):
        declared = [line.split("+=")[1].strip() for line in lines(MODULE / "Makefile.include")
                    if re.match(r"PSEUDOMODULES\b", line)]
        self.assertEqual(sorted(declared), sorted(pseudomodules()))

    def test_pseudomodules_that_are_asked_for_exist(self):
        for name in ("Makefile", "Makefile.dep", "Makefile.include"):
            for each in re.findall(r"\bfemto_riot_[a-z0-9]+\b", "\n".join(lines(MODULE / name))):
                self.assertIn(each, pseudomodules(), name)
        sources = "".join(text(path) for path in MODULE.rglob("*.[ch]*"))
        for each in re.findall(r"\bMODULE_(FEMTO_RIOT_[A-Z0-9]+)\b", sources):
            self.assertIn(each.lower(), pseudomodules())

    def test_include_folders_are_taken_at_once(self):
        # LAST_MAKEFILEDIR says where this file is only while it is read.
        for line in lines(MODULE / "Makefile.include"):
            if "LAST_MAKEFILEDIR" in line:
                self.assertRegex(line, r"^USEMODULE_INCLUDES_\w+ := ")
                name = line.split()[0]
                self.assertIn(f"USEMODULE_INCLUDES += $({name})", lines(MODULE / "Makefile.include"))

    def test_flags_of_cpp_are_for_this_module_alone(self):
        self.assertNotIn("CXXEXFLAGS", "\n".join(lines(MODULE / "Makefile.include")))
        flags = "\n".join(lines(MODULE / "Makefile"))
        for each in ("-std=c++20", "-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics"):
            self.assertIn(each, flags)

    def test_cpp_is_required(self):
        for feature in ("cpp", "libstdcpp"):
            self.assertIn(f"FEATURES_REQUIRED += {feature}", lines(MODULE / "Makefile.dep"))


class Options(unittest.TestCase):
    def defaults(self):
        """Where it depends on something what an option is, that is no number."""
        header = text(MODULE / "include" / "femto_riot_config.h")
        rows = re.findall(r"(?m)^#ifndef CONFIG_(FEMTO_RIOT_\w+)\n(#ifdef \w+\n)?#define CONFIG_\1 +(\S+)\n",
                          header)
        return {name: condition.strip() or value for name, condition, value in rows}

    def options(self):
        blocks = re.split(r"\n(?=config |endmenu|menuconfig )", text(MODULE / "Kconfig"))
        return {block.split()[1]: block for block in blocks if block.startswith("config ")}

    def test_each_option_has_a_default_without_kconfig_too(self):
        self.assertGreater(len(self.defaults()), 10)
        self.assertEqual(sorted(self.options()), sorted(self.defaults()))

    def test_both_defaults_are_the_same(self):
        for name, block in self.options().items():
            said = re.findall(r"\n\s+default (\S+)", block)
            if self.defaults()[name].isdigit():
                self.assertEqual(said, [self.defaults()[name]], name)
            else:  # what the board says, unless the user does
                self.assertNotIn(self.defaults()[name], said, name)

    def test_the_menu_is_there_when_the_module_is(self):
        kconfig = text(MODULE / "Kconfig")
        self.assertRegex(kconfig, r"menuconfig KCONFIG_USEMODULE_FEMTO_RIOT\n"
                                  r"(.*\n)*?\s+depends on USEMODULE_FEMTO_RIOT\n")

    def test_every_option_that_is_used_is_one(self):
        for path in MODULE.rglob("*.[ch]*"):
            for each in re.findall(r"\bCONFIG_(FEMTO_RIOT_\w+)\b", text(path)):
                self.assertIn(each, self.defaults(), path.name)


class Sources(unittest.TestCase):
    def test_each_file_says_whose_it_is(self):
        for path in RIOT.rglob("*"):
            made = path.suffix == ".h" and "Made by `femto pack" in text(path)
            if path.is_file() and path.name != ".clang-format" and not made:
                self.assertIn("SPDX-FileCopyrightText: 2026 The femto authors", text(path), path)
                self.assertIn("SPDX-License-Identifier: MIT", text(path), path)

    def test_only_one_file_knows_femto_and_it_knows_no_riot(self):
        riot_has = {path.relative_to(ROOT / "tests/riot/glue/stubs").as_posix()
                    for path in (ROOT / "tests/riot/glue/stubs").rglob("*.h")}
        for path in MODULE.rglob("*.[ch]*"):
            included = re.findall(r'(?m)^#include [<"]([^>"]+)[>"]', text(path))
            is_cpp = path.suffix in (".cpp", ".hpp")
            for each in included:
                self.assertFalse(each.startswith("femto/") and not is_cpp, (path.name, each))
                self.assertFalse(each in riot_has and is_cpp, (path.name, each))

    def test_headers_are_for_cpp_too_or_say_that_they_are_not(self):
        for path in (MODULE / "include").glob("*.h"):
            content = text(path)
            self.assertIn("#pragma once", content, path.name)
            is_c = re.search(r"C files( |\n \* )only", content)
            self.assertTrue(is_c or 'extern "C"' in content, path.name)

    def test_documentation_is_grouped(self):
        for path in MODULE.glob("include/*.h"):
            self.assertRegex(text(path), r"@(ingroup|defgroup) +sys_femto_riot", path.name)
            self.assertIn("@file", text(path), path.name)
        for path in MODULE.glob("*.c"):
            self.assertRegex(text(path), r"@ingroup +sys_femto_riot", path.name)


class Applications(unittest.TestCase):
    def test_all_are_there(self):
        self.assertEqual([path.name for path in APPLICATIONS],
                         ["coap_formatter", "deploy", "managed", "sensor", "thread_counter", "tutorial_1", "tutorial_2"])

    def test_the_make_variables_of_a_page_are_those_of_its_application(self):
        for app in APPLICATIONS:
            block = re.search(r"```make\n(.*?)```", text(app / "README.md"), re.S).group(1).splitlines()
            self.assertEqual(block[0], f"APPLICATION = {app.name}")
            self.assertIn("EXTERNAL_MODULE_DIRS += $(FEMTO)/examples/riot", block)
            self.assertEqual(block[-1], "include $(RIOTBASE)/Makefile.include")
            for each in re.findall(r"\bfemto_riot_[a-z0-9]+\b", "\n".join(block)):
                self.assertIn(each, pseudomodules(), app.name)

    def test_what_is_included_is_asked_for(self):
        needs = {"femto_riot_coap.h": "femto_riot_coap", "net/nanocoap_sock.h": "nanocoap_sock",
                 "femto_riot_update.h": "femto_riot_update", "net/gcoap.h": "gcoap",
                 "femto_riot_gcoap.h": "femto_riot_gcoap", "femto_riot_dtls.h": "femto_riot_dtls",
                 "saul_reg.h": "saul_reg", "ztimer.h": "ztimer_msec", "shell.h": "shell"}
        for app in APPLICATIONS:
            block = re.search(r"```make\n(.*?)```", text(app / "README.md"), re.S).group(1)
            for header, module in needs.items():
                if f'"{header}"' in text(app / "main.c"):
                    self.assertRegex(block, rf"\b{module}\b", app.name)

    def test_a_page_shows_what_the_test_expects(self):
        for app in APPLICATIONS:
            page = text(app / "README.md")
            transcript = re.search(r"```text\n(.*?)```", page, re.S).group(1)
            expected = re.findall(r'expect_exact\("([^"]+)"\)', text(app / "tests" / "01-run.py"))
            self.assertTrue(expected, app.name)
            for each in expected:
                self.assertIn(each, transcript, app.name)

    def test_tests_are_as_riot_runs_them(self):
        for app in APPLICATIONS:
            script = app / "tests" / "01-run.py"
            self.assertTrue(os.access(script, os.X_OK), app.name)
            self.assertTrue(text(script).startswith("#!/usr/bin/env python3\n"), app.name)
            compile(text(script), str(script), "exec")
            self.assertIn("from testrunner import run\n", text(script))
            self.assertTrue(text(script).endswith("sys.exit(run(testfunc))\n"), app.name)


class NothingOfRiot(unittest.TestCase):
    def test_pages_speak_of_one_commit(self):
        pages = (RIOT / "apps" / "README.md", ROOT / "tests/riot/glue/stubs/README.md")
        commits = {each for page in pages for each in re.findall(r"\b[0-9a-f]{40}\b", text(page))}
        self.assertEqual(len(commits), 1)

    def test_no_step_of_femto_builds_riot_unless_told_where_it_is(self):
        for path in RIOT.rglob("*"):
            if path.name.startswith("Makefile") or path.suffix == ".mk":
                self.assertEqual(path.parent, MODULE, "a module of RIOT has a Makefile, nothing else")
        board = text(ROOT / "tests/riot/board/board.py")
        self.assertIn('if not os.environ.get("RIOT' + 'BASE"):', board)
        # Spelled so that this file does not find itself.
        building = re.compile("RIOT" + "BASE|RIOT-OS/RIOT" + "|riotbuild")
        steps = [ROOT / ".ci" / "run", ROOT / "cmake" / "setup", *ROOT.glob("cmake/*.cmake"),
                 *ROOT.glob("tests/**/CMakeLists.txt"), *ROOT.glob("tests/**/*.cmake"),
                 *ROOT.glob("examples/**/CMakeLists.txt"), ROOT / "CMakeLists.txt"]
        for path in steps:
            self.assertNotRegex(text(path), building, path)


if __name__ == "__main__":
    unittest.main(verbosity=2)
