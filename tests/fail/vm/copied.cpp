// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: deleted
#include <femto/vm.hpp>

fc::vm<fc::defaults> first;
fc::vm<fc::defaults> second{first};
