// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#define FEMTO_FUZZ_LOOPS_ARE_HERE
#include "loops.hpp"
