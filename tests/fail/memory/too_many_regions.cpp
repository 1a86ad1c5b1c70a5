// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: memory::allow_list<N> needs 2 to 255 regions
#include <femto/memory/allow_list.hpp>

fc::memory::allow_list<256> memory;
