// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: femto needs C++20: compile with -std=c++20
// ERRORS: 1
// STANDARD: c++17
#include <femto/vm.hpp>
