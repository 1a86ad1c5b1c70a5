// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper returns void, an integer, an enumeration, or fc::result of those
#include <femto/vm.hpp>

const char* name() { return "a host address"; }

struct config : fc::defaults {
    using helpers = fc::helper_table<fc::helper<1, "name", name>>;
};

const auto call = &config::helpers::invoke<config::memory, config::environment>;
