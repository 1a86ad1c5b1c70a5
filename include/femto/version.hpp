// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// The one source of the version: CMake, Conan and pkg-config read it from here.
#define FEMTO_VERSION_MAJOR 0
#define FEMTO_VERSION_MINOR 1
#define FEMTO_VERSION_PATCH 0

#if __cplusplus < 202002L
#error femto needs C++20: compile with -std=c++20
#endif
