// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/assembled.hpp"
#include "support/catch.hpp"

#include <femto/abi/coap_response.hpp>
#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/console.hpp>
#include <femto/port/posix/display.hpp>
#include <femto/port/posix/keypad.hpp>
#include <femto/port/posix/lock.hpp>
#include <femto/port/posix/pins.hpp>
#include <femto/port/posix/sensors.hpp>

namespace fc::test {

/// A platform that has everything the port has to offer.
struct desk : posix::manual_clock,
              posix::kept_console<16>,
              posix::simulated_sensors<2>,
              posix::simulated_pins<2>,
              posix::simulated_display<2, 8>,
              posix::simulated_keypad {
    using thread_lock = posix::thread_lock<desk>;
    using interrupt_guard = posix::signal_guard;
    using request = abi::coap_response;
};

struct desk_device : engine_defaults<desk> {
    using helpers = abi::helpers<desk>;
};

/// An engine with one tenant that may do everything.
struct desk_stage {
    using helpers = helper_set<desk_device::helpers>;

    desk firmware{};
    fc::engine<desk_device> engine{firmware};
    tenant_id tenant = *engine.add_tenant(
        {.helpers = helpers::all(), .hooks = hook_set::all(), .store_entries = 8});

    template <class Text>
    container_id attach(const Text& text, hook_base<desk_device>& to) {
        const auto asks = helpers_called<desk_device::helpers>(text);
        REQUIRE(asks);
        const auto made = engine.load(tenant, {.text = text}, {}, *asks);
        REQUIRE(made);
        const auto attached = engine.attach(*made, to);
        REQUIRE(attached);
        return *made;
    }
};

} // namespace fc::test
