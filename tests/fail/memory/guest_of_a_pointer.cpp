// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: constraint
#include <femto/helper/guest.hpp>

fc::guest<int*> shared;
