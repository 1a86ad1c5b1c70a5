// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/code.hpp>
#include <femto/update/resource/request.hpp>
#include <femto/update/resource/response.hpp>
#include <femto/update/resource/words.hpp>

#include <concepts>

namespace fc::update::resource {

/// Who answers requests. It is given every request, whatever its path, and has answered when it
/// returns. A transport asks an observed resource again, with the request that began the observation,
/// to notify an observer.
template <class Handler>
concept handler = requires(Handler& it, const request& asked, response& out) {
    { it.handle(asked, out) } -> std::same_as<void>;
};

} // namespace fc::update::resource
