// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/map_scanner.hpp>
#include <femto/update/suit/command.hpp>
#include <femto/update/suit/detail/parameter_reader.hpp>
#include <femto/update/suit/detail/sequences.hpp>
#include <femto/update/suit/manifest.hpp>
#include <femto/update/suit/request.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::update::suit {

/// Commands a manifest may have and may execute, each of the two, the shared ones counted for every
/// section: no manifest keeps a device busy for longer.
inline constexpr std::uint16_t commands_max = 256;
/// Four bits (section 8.4.7). They are hints for reports, which are not made.
inline constexpr std::uint64_t reporting_policy_max = 15;

namespace detail {

/// What only others can execute. The shared sequence changes nothing but parameters (section 5.3.2).
constexpr bool is_directive(command which) {
    return which == command::fetch || which == command::write;
}

/// How far an update is. Reads commands with their arguments: selects, sets parameters, and says for which components the
/// others are to be executed.
template <profile Profile, std::size_t Components>
class command_reader {
protected:
    using level = sequences::level;
    enum class state : std::uint8_t { idle, running, waiting, over };

    constexpr explicit command_reader(const manifest& of) : in_{of.scan(0)} {}

    /// The stages are, for each section, the shared sequence and then its own.
    constexpr bool is_shared() const { return stage_ % 2 != 0; }

    FEMTO_INLINE constexpr void take_command(level& at) {
        command_at_ = in_.offset();
        const bool is_known = take_key<Profile>(in_, at.what);
        if (commands_left_ == 0) {
            in_.refuse(errc::manifest_too_large);
        }
        --commands_left_;
        if (!is_known || (is_shared() && is_directive(at.what))) {
            refuse(offender::kind::command, command_at_);
        }
        at.argument = in_.offset();
        at.items_left -= 2;
        at.selected = static_cast<std::uint16_t>(sequences_.selected());
        if (at.selected == 0 && at.what != command::set_component_index) {
            in_.refuse(errc::unknown_component);
        }
        switch (at.what) {
        case command::set_component_index: select(); return;
        case command::set_parameters:
        case command::override_parameters: take_parameters(at); return;
        case command::try_each:
        case command::run_sequence:
            in_.pass();
            at.next = in_.offset();
            // What is in it is surveyed once.
            at.pending = is_survey_ ? at.selected & (0U - at.selected) : at.selected;
            return;
        default:
            if (in_.uint() > reporting_policy_max) {
                in_.refuse(errc::unexpected_item);
            }
            at.pending = is_survey_ ? std::uint16_t{0} : at.selected;
        }
    }

    /// An index, several that ascend, or true for all (section 6.5).
    FEMTO_INLINE constexpr void select() {
        const cbor::type type = in_.peek();
        std::uint32_t selected = 0;
        if (type == cbor::type::simple) {
            selected = in_.boolean() ? (1U << component_count_) - 1 : 0;
        } else {
            std::uint32_t count = type == cbor::type::array ? in_.array() : 1;
            for (; count != 0 && !in_.failed(); --count) {
                const std::uint64_t index = in_.uint();
                if (index >= component_count_) {
                    in_.refuse(errc::unknown_component);
                } else if (selected >> index != 0) {
                    in_.refuse(errc::unexpected_item);
                } else {
                    selected |= 1U << index;
                }
            }
        }
        if (selected == 0) {
            in_.refuse(errc::unexpected_item);
        }
        sequences_.select(selected);
    }

    FEMTO_INLINE constexpr void take_parameters(level& at) {
        constexpr const auto& known = known_numbers<Profile, parameter>;
        for (cbor::map_scanner map{in_}; !map.at_end();) {
            const std::uint32_t from = in_.offset();
            const std::uint32_t place = map.take_key(known);
            const auto which = static_cast<parameter>(place);
            const bool is_known = place != known.size();
            // One of femto's own belongs to devices of one class (section 8.4.8.16).
            bool is_refused = !is_known || (is_shared() && known_number<Profile>(which) < 0);
            if (is_refused) {
                // It stays untaken.
            } else if (which == parameter::strict_order) { // it always is
                is_refused = !in_.boolean();
            } else if (which == parameter::soft_failure) {
                at.is_soft = in_.boolean();
                is_refused = sequences_.is_in_section(); // section 8.4.8.15
            } else {
                const auto value = detail::take_parameter<Profile>(in_, which);
                if (!in_.failed() && !is_survey_) {
                    set(which, value, at.what);
                }
            }
            if (is_refused) {
                refuse(offender::kind::parameter, from);
            }
        }
    }

    /// Refuses what has the number that is at `from`.
    constexpr void refuse(offender::kind of, std::uint32_t from) {
        in_.go_to(from);
        const std::int32_t number = in_.key();
        if (!in_.failed()) {
            about_ = {of, number};
            in_.refuse(of == offender::kind::command ? errc::unsupported_command
                                                     : errc::unsupported_parameter);
        }
    }

    constexpr void set(parameter which, const parameter_value& value, command how) {
        const bool is_expectation =
            which == parameter::image_digest || which == parameter::image_size;
        for (std::uint32_t i = 0; i < component_count_; ++i) {
            parameters& of = parameters_[i];
            if ((sequences_.selected() >> i & 1U) == 0 ||
                (!Profile::is_current && how == command::set_parameters && of.has(which))) {
                continue;
            }
            if (is_expectation) {
                matched_ &= ~(1U << i);
            }
            of.set(which, value);
        }
    }

    // What is used most comes first: close to the beginning, Thumb code reaches it in two bytes.
    cbor::scanner in_;
    state state_ = state::idle;
    bool is_survey_ = false;      // nothing is executed or set
    std::uint8_t identified_ = 0; // as which identity, a bit for each
    std::uint8_t stage_ = 0;
    suit::request request_{};
    offender about_{};
    std::uint16_t commands_left_ = commands_max;
    std::uint16_t component_count_ = 0;
    std::uint32_t command_at_ = 0;
    // Components, a bit for each.
    std::uint32_t written_ = 0;
    std::uint32_t matched_ = 0; // compared with their digest, and not changed since
    parameters parameters_[Components]{};
    sequences sequences_{in_};
};

} // namespace detail
} // namespace fc::update::suit
