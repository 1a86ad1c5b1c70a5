// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper that can fail returns fc::result<T>: an errc would be a number in r0
#include <femto/helper/table.hpp>

fc::errc fails() { return fc::errc::helper_failed; }

constexpr auto id = fc::helper<1, "fails", fails>::id;
