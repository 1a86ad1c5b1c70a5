// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/notes.hpp>
#include <femto/image/sections.hpp>

namespace fc::image {

/// A container that is compiled into firmware: what `femto_add_container` and `femto embed` make.
/// `verify` takes it as the sections it is, and `engine::load` hands on what it was built for.
struct compiled_in : fc::sections {
    /// Empty if the container does not say: see FEMTO_BUILT_FOR in femto/guest/container.h.
    fingerprint built_for{};
};

} // namespace fc::image
