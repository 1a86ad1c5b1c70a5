// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: deleted
#include <femto/vm.hpp>

fc::program_of<fc::defaults> make();

void run(fc::vm<fc::defaults>& vm) { static_cast<void>(vm.start(make())); }
