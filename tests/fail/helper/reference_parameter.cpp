// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper's parameters, but for a first one of type Config::environment&, are no references: take integers, fc::guest<T>, fc::guest_span<T> or fc::guest_string
// ERRORS: 1
#include <femto/helper/table.hpp>

void swap(std::uint32_t, std::uint32_t&);

constexpr auto id = fc::helper<1, "swap", swap>::id;
