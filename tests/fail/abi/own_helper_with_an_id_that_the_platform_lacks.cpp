// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::abi::helpers: a firmware's own helper has the id of another, or one of those that the library uses
// ERRORS: 1
#include <femto/abi/helpers.hpp>
#include <femto/vm.hpp>

std::uint32_t blink(std::uint32_t times) { return times; }

struct config : fc::defaults {
    using environment = fc::caller<fc::platform::none>;
    // No sensors here; but containers that call 0x30 look for one.
    using helpers = fc::abi::helpers<fc::platform::none, fc::helper<0x30, "blink", blink>>;
};

fc::vm<config> vm;
