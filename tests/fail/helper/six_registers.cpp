// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper takes at most five guest registers, r1 to r5
#include <femto/helper/table.hpp>

void many(fc::guest_span<int>, fc::guest_span<int>, fc::guest_span<int>) {}

constexpr auto id = fc::helper<1, "many", many>::id;
