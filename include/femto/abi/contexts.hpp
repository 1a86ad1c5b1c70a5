// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/coap_context.hpp>
#include <femto/abi/context_layout.hpp>
#include <femto/platform/sensors.hpp>

#include <cstdint>

namespace fc::abi {

/// What a container is given when the scheduler goes from one thread to another.
struct sched_context {
    std::uint64_t previous;
    std::uint64_t next;
};

} // namespace fc::abi

template <>
struct fc::context_layout<fc::abi::sched_context>
    : fc::described<"bpf_sched_ctx_t", fc::field<"previous", &fc::abi::sched_context::previous>,
                    fc::field<"next", &fc::abi::sched_context::next>> {};

template <>
struct fc::context_layout<fc::platform::reading>
    : fc::described<"phydat_t", fc::field<"val", &fc::platform::reading::val>,
                    fc::field<"unit", &fc::platform::reading::unit>,
                    fc::field<"scale", &fc::platform::reading::scale>> {};
