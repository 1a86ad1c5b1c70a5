// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::guard must be a class that masks in its constructor and unmasks in its destructor
#include <femto/vm.hpp>

struct config : fc::defaults {
    using guard = int;
};

fc::vm<config> vm;
