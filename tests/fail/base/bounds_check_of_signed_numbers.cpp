// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: offsets, lengths and sizes are unsigned
#include <femto/base/bytes.hpp>

bool inside = fc::fits(-1, 2, 1);
