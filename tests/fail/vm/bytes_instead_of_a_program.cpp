// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a vm runs what fc::verify makes: a fc::program, or a fc::instance of one
// ERRORS: 1
#include <femto/vm.hpp>

alignas(4) constexpr std::uint8_t text[8] = {0x95};
fc::vm<fc::defaults> vm;
auto end() { return vm.run(text); }
