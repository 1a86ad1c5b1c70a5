// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper returns void, an integer, an enumeration, or fc::result of those
#include <femto/helper/table.hpp>

const char* name() { return "a host address"; }

constexpr auto id = fc::helper<1, "name", name>::id;
