// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/base/result.hpp>
#include <femto/engine/container.hpp>
#include <femto/platform/console.hpp>
#include <femto/port/console/text.hpp>

#include <cstdint>

// Why an engine did not do what it was asked for, in sentences.

namespace fc::port {

/// A state of a container, in a word or two.
constexpr const char* state_name(container_state it) {
    switch (it) {
    case container_state::attaching:
    case container_state::attached: return "attached";
    case container_state::started: return "started";
    case container_state::finished: return "finished";
    case container_state::quarantined: return "in quarantine";
    default: return "loaded";
    }
}

namespace detail {

/// What `at()` of an error counts: nothing, for those that are about the whole.
enum class counted : std::uint8_t {
    nothing,
    bytes,
    slots,
    helper,
    hook,
    budget,
    room,
    need,
    state,
    field
};

constexpr counted counted_by(errc error) {
    switch (error) {
    case errc::wrong_state: return counted::state;
    case errc::abi_mismatch: return counted::field;
    case errc::hook_not_granted: return counted::hook;
    case errc::budget_not_granted: return counted::budget;
    case errc::helper_not_granted:
    case errc::helper_not_offered:
    case errc::helper_not_for_interrupts: return counted::helper;
    case errc::containers_full:
    case errc::tasks_full: return counted::room;
    case errc::buffer_too_small: return counted::need;
    case errc::illegal_instruction:
    case errc::illegal_jump:
    case errc::illegal_call:
    case errc::illegal_register:
    case errc::no_exit:
    case errc::reserved_field:
    case errc::frame_pointer_write:
    case errc::incomplete_lddw:
    case errc::missing_group:
    case errc::packet_access:
    case errc::unsupported_reference: return counted::slots;
    case errc::illegal_length:
    case errc::misaligned_text:
    case errc::illegal_section:
    case errc::bad_magic:
    case errc::bad_structure:
    case errc::truncated:
    case errc::unsupported_layout:
    case errc::ambiguous_layout:
    case errc::unsupported_version:
    case errc::compressed_text:
    case errc::unknown_feature: return counted::bytes;
    default: return counted::nothing;
    }
}

template <platform::console Console>
void say_where(Console& on, errc error, std::uint32_t at) {
    switch (counted_by(error)) {
    case counted::nothing: break;
    case counted::bytes: say(on, ", byte ", at); break;
    case counted::slots: say(on, ", instruction ", at); break;
    case counted::helper: say(on, ", helper 0x", in_hex{at}); break;
    case counted::hook: say(on, ", hook ", at); break;
    case counted::budget: say(on, ", at most ", at); break;
    case counted::room: say(on, ", room for ", at); break;
    case counted::need: say(on, ", needs ", at, " bytes"); break;
    case counted::state: say(on, ", state ", state_name(static_cast<container_state>(at))); break;
    case counted::field:
        if (at == 0) {
            say(on, ", helpers");
        } else {
            say(on, ", field ", at);
        }
        break;
    }
}

} // namespace detail

/// Says that something was refused, why, and where: an instruction, a byte of the image, a helper.
/// @param about  what it was, if the line did not name it
template <platform::console Console, class T, class... About>
void say_refusal(Console& on, const result<T>& failed, const char* why, const About&... about) {
    say(on, "refused: ", about..., why, " (", describe(failed.error()).name);
    detail::say_where(on, failed.error(), failed.at());
    say(on, ")\n");
}
template <platform::console Console, class T>
void say_refusal(Console& on, const result<T>& failed) {
    say_refusal(on, failed, message(failed.error()));
}

} // namespace fc::port
