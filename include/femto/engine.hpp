// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// The hosting engine: containers of several tenants, attached to hooks of the firmware.
//
//     struct device : fc::engine_defaults<board> { ... };
//     fc::engine<device> engine{the_board};
//     fc::hook<tick, device> on_tick{engine, about_tick};
//
//     auto tenant = engine.add_tenant({...});
//     auto container = engine.load(*tenant, parts);
//     engine.attach(*container, on_tick);
//     on_tick.fire(event);
//
// See engine/README.md.

#include <femto/vm.hpp>

#if __cplusplus >= 202002L // else version.hpp has said so, and pages would hide it
#include <femto/engine/engine.hpp>
#include <femto/engine/hook.hpp>
#include <femto/engine/uuid.hpp>
#endif
