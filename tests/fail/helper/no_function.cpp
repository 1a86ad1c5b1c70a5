// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper is a function or a captureless lambda, and no template
// ERRORS: 1
#include <femto/helper/table.hpp>

constexpr auto id = fc::helper<1, "any", [](auto) {}>::id;
