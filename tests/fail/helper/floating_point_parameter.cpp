// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper's parameters are integers, enumerations, fc::guest<T>, fc::guest_span<T> or fc::guest_string, after an optional environment reference
// ERRORS: 1
#include <femto/helper/table.hpp>

void heat(float);

constexpr auto id = fc::helper<1, "heat", heat>::id;
