// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// Requests to a device, over whatever network it has: install, list, start, stop, execute, remove, observe.
//
//     struct device : fc::update_defaults<board, flash, crypto>, fc::management_defaults { ... };
//     fc::updates<device> updates{...};
//     fc::update::resource::log_ring<1024> log;
//     fc::management manage{updates, log, "greenhouse"};
//     manage.handle(request, response);
//
// See update/resource/README.md.

#include <femto/update.hpp>

#if __cplusplus >= 202002L // else version.hpp has said so, and pages would hide it
#include <femto/update/resource/log_ring.hpp>
#include <femto/update/resource/management.hpp>
#endif
