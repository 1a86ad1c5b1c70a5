// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/items.hpp>
#include <femto/update/resource/message.hpp>
#include <femto/update/resource/refusal.hpp>
#include <femto/update/updates.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::resource::detail {

template <class Config>
std::uint64_t instructions_of(const engine<Config>& host, container_id it) {
    const auto now = host.info(it);
    return now ? now->done.instructions : 0;
}

/// Runs what a slot holds on the payload as its context, and tells r0 or the fault.
template <class Config>
refusal execute(updates<Config>& of, std::uint32_t slot, const request& asked, response& out) {
    if (asked.payload.size() > Config::context_bytes) {
        out.size1 = Config::context_bytes;
        return {errc::bad_request, 0, code::too_large};
    }
    alignas(8) std::array<std::uint8_t, Config::context_bytes> room{};
    const auto about = std::span{room}.first(asked.payload.size());
    for (std::size_t i = 0; i < about.size(); ++i) {
        about[i] = asked.payload[i];
    }
    const container_id before = of.container(slot);
    const bool is_loaded{of.host().info(before)};
    const std::uint64_t used = instructions_of(of.host(), before);
    const auto r0 = of.run(slot, about.empty() ? context{} : context{about});
    // Of one that is not loaded, the error is why: that may have been a fault, too.
    const bool is_fault = is_loaded && row_of(r0.error()).why == cause::fault;
    if (!r0 && !is_fault) {
        return {r0.error(), r0.at()};
    }
    const bool wants_context = asked.query.has(text_of("context"));
    out.code = code::changed;
    out.content_format = format::cbor;
    items to{out};
    to.map(std::size_t{2} + (r0 ? 0 : 1) + (wants_context ? 1 : 0));
    if (!r0) {
        to.put(key::error, r0.error());
        to.put(key::at, r0.at());
    }
    to.put(key::instructions, instructions_of(of.host(), before) - used);
    if (r0) {
        to.put(key::r0, *r0);
    }
    if (wants_context) {
        to.put(key::context, about);
    }
    return {};
}

} // namespace fc::update::resource::detail
