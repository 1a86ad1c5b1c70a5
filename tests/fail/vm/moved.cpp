// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: deleted
#include <femto/vm.hpp>

#include <utility>

fc::vm<fc::defaults> first;
fc::vm<fc::defaults> second{std::move(first)};
