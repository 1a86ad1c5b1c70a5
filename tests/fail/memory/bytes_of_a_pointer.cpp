// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::bytes_of takes an object that can be copied byte by byte, or a container of such, and no pointer to one
#include <femto/memory/region.hpp>

const int* number;

auto bytes = fc::bytes_of(number);
