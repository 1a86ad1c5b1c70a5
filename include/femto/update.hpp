// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// Containers that come over the network: signed, for this device, never older than what was there.
//
//     struct device : fc::update_defaults<board, flash, crypto> { ... };
//     fc::engine<device> engine{the_board};
//     fc::updates<device> updates{engine, the_board, the_flash, the_crypto, about};
//     updates.recover();
//
// See update/README.md.

#include <femto/engine.hpp>

#if __cplusplus >= 202002L // else version.hpp has said so, and pages would hide it
#include <femto/update/updates.hpp>
#endif
