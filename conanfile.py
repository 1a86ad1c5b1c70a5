# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Conan 2 recipe: `conan create .` packages the headers of this tree."""

import os
import re

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir
from conan.tools.scm import Version

required_conan_version = ">=2.0"


class FemtoConan(ConanFile):
    name = "femto"
    license = "MIT"
    description = "Verified BPF containers for microcontrollers, header-only C++20"
    topics = ("bpf", "embedded", "header-only", "virtual-machine")

    # Settings only judge the consumer's compiler; no package id depends on them.
    package_type = "header-library"
    implements = ["auto_header_only"]
    settings = "os", "arch", "compiler", "build_type"
    no_copy_source = True
    exports_sources = (
        "include/*",
        "cmake/install.cmake",
        "cmake/femto_containers.cmake",
        "cmake/femto_embed.cmake",
        "cmake/femto_firmware.cmake",
        "cmake/toolchains/*",
        "cmake/*.in",
        "cmake/packaging/conan/femto-standard.cmake",
        "CMakeLists.txt",
        "LICENSE",
    )
    test_package_folder = "cmake/packaging/conan/test_package"

    def set_version(self):
        header = load(self, os.path.join(self.recipe_folder, "include/femto/version.hpp"))
        parts = (
            re.search(rf"FEMTO_VERSION_{part} (\d+)", header).group(1)
            for part in ("MAJOR", "MINOR", "PATCH")
        )
        self.version = ".".join(parts)

    def layout(self):
        cmake_layout(self)

    def validate(self):
        # The compiler and not the profile's cppstd: Conan's detected profiles say gnu17, and the
        # target raises the standard for whoever links it, as in every other way of consuming.
        oldest = {"gcc": "12", "clang": "14"}.get(str(self.settings.compiler))
        if oldest and Version(self.settings.compiler.version) < oldest:
            raise ConanInvalidConfiguration(f"femto needs {self.settings.compiler} {oldest}")

    def generate(self):
        toolchain = CMakeToolchain(self)
        for part in ("TOOLS", "EXAMPLES", "TESTS", "BENCH"):
            toolchain.cache_variables[f"FEMTO_BUILD_{part}"] = False
        toolchain.generate()

    def build(self):
        CMake(self).configure()

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        CMake(self).install()
        # Conan writes the package files itself, for whatever generator the consumer asks for.
        rmdir(self, os.path.join(self.package_folder, "share"))
        for folder, module in (
            ("cmake/packaging/conan", "femto-standard.cmake"),
            ("cmake", "femto_containers.cmake"),
            ("cmake", "femto_embed.cmake"),
            ("cmake", "femto_firmware.cmake"),
            ("cmake", "toolchains/*"),
        ):
            copy(self, module, os.path.join(self.source_folder, folder),
                 os.path.join(self.package_folder, "cmake"))

    def package_info(self):
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
        self.cpp_info.set_property("cmake_file_name", "femto")
        self.cpp_info.set_property("cmake_target_name", "femto::femto")
        self.cpp_info.set_property(
            "cmake_build_modules",
            [f"cmake/{module}.cmake"
             for module in ("femto-standard", "femto_containers", "femto_firmware")]
        )
        self.cpp_info.set_property("pkg_config_name", "femto")
