// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: no matching
#include <femto/vm.hpp>

fc::program_of<fc::defaults> program;
