// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::guest<bool> is undefined for a byte other than 0 and 1, and a container can write any: take fc::guest<std::uint8_t>
// ERRORS: 1
#include <femto/helper/guest.hpp>

bool first(fc::guest_span<const bool> flags) { return flags.size() != 0; }
