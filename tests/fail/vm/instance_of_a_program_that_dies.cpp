// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: deleted
#include <femto/vm.hpp>

#include <array>

fc::program_of<fc::defaults> make();

void run(std::array<std::uint8_t, 8>& data) { static_cast<void>(fc::instantiate(make(), data)); }
