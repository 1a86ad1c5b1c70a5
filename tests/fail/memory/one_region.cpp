// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: memory::segmented<N> needs 2 to 127 regions
#include <femto/memory/segmented.hpp>

fc::memory::segmented<1> memory;
