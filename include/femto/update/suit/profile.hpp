// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

namespace fc::update::suit {

/// The manifest as it stands in the queue of the RFC Editor: draft-ietf-suit-manifest-37. An envelope
/// is tagged 107; what is signed is the digest of the manifest, which stands beside the signatures.
struct current {
    static constexpr bool is_current = true;
};

/// The manifest as it was in 2020 and tools still write it: draft-ietf-suit-manifest-09. No tag;
/// what is signed is the digest of the manifest, which stands within the signature.
struct draft09 {
    static constexpr bool is_current = false;
};

template <class Profile>
concept profile = std::same_as<Profile, current> || std::same_as<Profile, draft09>;

} // namespace fc::update::suit
