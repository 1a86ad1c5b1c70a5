// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper that is charged by length takes a fc::guest_span<T> or a
#include <femto/helper/table.hpp>

void blink(unsigned times);

using table = fc::helper_table<fc::helper<1, "blink", blink, 0, fc::callable::from_threads, 8>>;
std::size_t size = table::size;
