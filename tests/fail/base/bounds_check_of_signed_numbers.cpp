// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::fits compares unsigned numbers only
#include <femto/base/bytes.hpp>

bool inside = fc::fits(-1, 2, 1);
