// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/update/cbor/map_scanner.hpp>
#include <femto/update/suit/command.hpp>
#include <femto/update/suit/detail/parameter_reader.hpp>
#include <femto/update/suit/detail/sequences.hpp>
#include <femto/update/suit/manifest.hpp>
#include <femto/update/suit/recipient.hpp>
#include <femto/update/suit/request.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit {

/// Commands a manifest may have and may execute, each of the two, the shared ones counted for every
/// section: no manifest keeps a device busy for longer.
inline constexpr std::uint16_t commands_max = 256;
/// Four bits (section 8.4.7). They are hints for reports, which are not made.
inline constexpr std::uint64_t reporting_policy_max = 15;

/// Executes the update procedure of a manifest: payload-fetch, install and validate, each behind the
/// shared sequence (section 8.4.6).
///
///     suit::processor<suit::current, device> update{manifest, recipient};
///     auto ready = update.start();          // all that can be refused without doing anything
///     for (auto next = update.resume(); next && next->what != action::done; next = update.resume())
///         fetch(update.of(next->component).bytes(parameter::uri)) ? update.succeeded() : update.failed(why);
///
/// Nothing waits in it: at each fetch and write it stops and is resumed with the outcome, after any
/// time. Conditions are the recipient's to answer. One that fails ends the update, unless it stands
/// in a sequence whose failures are soft; a directive that fails always ends it (section 6.4).
///
/// @tparam Components  of one manifest, 1 to 16; 92 bytes of RAM each
template <profile Profile, recipient Recipient, std::size_t Components = 2>
class processor {
    static_assert(Components >= 1 && Components <= 16, "a manifest has 1 to 16 components");

public:
    /// Both outlive it, and so do the bytes the manifest was read from, unwritten.
    constexpr processor(const manifest& of, Recipient& device)
        : manifest_{of}, device_{device}, sequences_{of.first()} {}

    /// Finds the components, and goes through every command of every section and every branch without
    /// executing one: what cannot be executed is refused before anything was.
    /// @errors  manifest_too_large: too many components or commands; unsupported_command,
    ///          unsupported_parameter: `about()` says which; nested_too_deep; unknown_component;
    ///          what `Recipient::find` says; those of `cbor::reader`, `read_digest`
    constexpr result<void> start() {
        const std::uint32_t count = manifest_.components();
        if (count > Components) {
            return errc::manifest_too_large;
        }
        component_count_ = static_cast<std::uint16_t>(count);
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto place = device_.find(manifest_.component(i));
            if (!place) {
                return {place.error(), place.at()};
            }
            places_[i] = *place;
        }
        state_ = state::surveying;
        run();
        if (failed()) {
            return {sequences_.error(), sequences_.at()};
        }
        state_ = state::running;
        stage_ = 0;
        commands_left_ = commands_max;
        return {};
    }

    /// Goes on to the next thing that is to be done.
    /// @errors  wrong_state before `start` and while a request has no answer; what a condition, a
    ///          directive or the form of the manifest ended the update with, `at` its command
    constexpr result<suit::request> resume() {
        if (state_ == state::idle || state_ == state::waiting) {
            return errc::wrong_state;
        }
        run();
        if (failed()) {
            return {sequences_.error(), sequences_.at()};
        }
        return request_;
    }
    /// The answers to a request.
    constexpr void succeeded() { state_ = state::running; }
    constexpr void failed(errc why) {
        state_ = state::over;
        sequences_.refuse(why, command_at_);
    }

    /// The parameters of a component, as they are now.
    constexpr const parameters& of(std::uint32_t component) const { return parameters_[component]; }
    /// What the recipient calls a component.
    constexpr std::uint16_t place(std::uint32_t component) const { return places_[component]; }
    /// Whether the component was fetched or written.
    constexpr bool wrote(std::uint32_t component) const {
        return (written_ >> component & 1U) != 0;
    }
    constexpr const offender& about() const { return about_; }

private:
    using kind = detail::sequences::kind;
    enum class state : std::uint8_t { idle, surveying, running, waiting, over };

    constexpr bool failed() const { return sequences_.error() != errc::ok; }
    constexpr bool is_survey() const { return state_ == state::surveying; }
    /// The stages are, for each section, the shared sequence and then its own.
    constexpr bool is_shared() const { return stage_ % 2 != 0; }

    constexpr void run() {
        while (!failed() && (state_ == state::running || is_survey())) {
            step();
        }
    }

    constexpr void step() {
        if (pending_ != 0) {
            const auto component = static_cast<std::uint32_t>(std::countr_zero(pending_));
            pending_ &= pending_ - 1;
            execute(component);
        } else if (sequences_.empty()) {
            enter_next_section();
        } else if (sequences_.innermost().items_left == 0) {
            sequences_.leave(is_survey());
        } else {
            take_command();
        }
    }

    constexpr void enter_next_section() {
        while (stage_ < 2 * (sections - 1)) {
            const auto own = manifest_.commands(static_cast<section>(stage_ / 2 + 1));
            const auto commands = stage_ % 2 == 0 ? manifest_.commands(section::shared) : own;
            ++stage_;
            if (own.data() != nullptr && commands.data() != nullptr) {
                // Of several components each sequence has to choose (section 6.2).
                sequences_.select(component_count_ == 1 ? 1 : 0);
                sequences_.enter_section(commands);
                return;
            }
        }
        // Whatever the manifest compares, and when: what it brings is what it says.
        command_ = command::image_match;
        pending_ = written_ & ~matched_;
        if (pending_ == 0) {
            request_ = {};
            state_ = state::over;
        }
    }

    constexpr void take_command() {
        cbor::scanner in = sequences_.commands();
        const std::uint32_t from = in.offset();
        const std::int32_t number = detail::take_number(in);
        command next{};
        if (commands_left_ == 0) {
            in.refuse(errc::manifest_too_large, from);
        } else if (!find_key<Profile>(number, next) || (is_shared() && is_unshared(next))) {
            refuse(in, from, offender::kind::command, number);
        } else if (sequences_.selected() == 0 && next != command::set_component_index) {
            in.refuse(errc::unknown_component, from);
        }
        --commands_left_;
        const std::uint32_t argument = in.offset();
        if (!in.failed()) {
            take_argument(next, in);
        }
        if (in.failed()) {
            sequences_.take_error(in);
            return;
        }
        auto& sequence = sequences_.innermost();
        sequence.next = in.offset();
        sequence.items_left -= 2;
        if (next == command::try_each || next == command::run_sequence) {
            sequences_.enter(next == command::try_each ? kind::try_each : kind::run_sequence,
                             argument);
        } else if (is_for_components(next) && !is_survey()) {
            command_ = next;
            command_at_ = from;
            pending_ = sequences_.selected();
        }
    }

    /// The shared sequence changes nothing but parameters (section 5.3.2).
    static constexpr bool is_unshared(command which) {
        return which == command::fetch || which == command::write;
    }
    /// Waits for the components in turn, where flow control and parameters take effect at once.
    static constexpr bool is_for_components(command which) {
        return which != command::set_component_index && which != command::set_parameters &&
               which != command::override_parameters;
    }

    constexpr void take_argument(command which, cbor::scanner& in) {
        switch (which) {
        case command::set_component_index: select(in); break;
        case command::set_parameters:
        case command::override_parameters: take_parameters(in, which); break;
        case command::try_each:
        case command::run_sequence: in.skip(); break;
        default:
            const std::uint32_t from = in.offset();
            if (in.uint() > reporting_policy_max) {
                in.refuse(errc::unexpected_item, from);
            }
        }
    }

    /// An index, several that ascend, or true for all (section 6.5).
    constexpr void select(cbor::scanner& in) {
        const std::uint32_t from = in.offset();
        const cbor::type type = in.peek();
        std::uint32_t selected = 0;
        if (type == cbor::type::simple) {
            selected = in.boolean() ? (1U << component_count_) - 1 : 0;
        } else {
            std::uint32_t count = type == cbor::type::array ? in.array() : 1;
            for (; count != 0 && !in.failed(); --count) {
                const std::uint64_t index = in.uint();
                if (index >= component_count_) {
                    in.refuse(errc::unknown_component, from);
                } else if (selected >> index != 0) {
                    in.refuse(errc::unexpected_item, from);
                } else {
                    selected |= 1U << index;
                }
            }
        }
        if (selected == 0) {
            in.refuse(errc::unexpected_item, from);
        }
        sequences_.select(selected);
    }

    constexpr void take_parameters(cbor::scanner& in, command how) {
        for (cbor::map_scanner map{in}; map.next();) {
            const std::uint32_t from = in.offset();
            const std::int32_t number = detail::take_number(in);
            parameter which{};
            // One of femto's own belongs to devices of one class (section 8.4.8.16).
            if (!find_key<Profile>(number, which) || (number < 0 && is_shared())) {
                refuse(in, from, offender::kind::parameter, number);
                return;
            }
            if (which == parameter::strict_order) { // it always is
                if (!in.boolean()) {
                    refuse(in, from, offender::kind::parameter, number);
                }
            } else if (which == parameter::soft_failure) {
                sequences_.innermost().is_soft = in.boolean();
                if (sequences_.innermost().of == kind::section) { // section 8.4.8.15
                    refuse(in, from, offender::kind::parameter, number);
                }
            } else {
                const auto value = detail::take_parameter<Profile>(in, which);
                if (!in.failed() && !is_survey()) {
                    set(which, value, how);
                }
            }
        }
    }

    constexpr void refuse(cbor::scanner& in, std::uint32_t at, offender::kind of,
                          std::int32_t number) {
        if (!in.failed()) {
            about_ = {of, number};
            in.refuse(of == offender::kind::command ? errc::unsupported_command
                                                    : errc::unsupported_parameter,
                      at);
        }
    }

    constexpr void set(parameter which, const parameter_value& value, command how) {
        const bool is_expectation =
            which == parameter::image_digest || which == parameter::image_size;
        for (std::uint32_t i = 0; i < component_count_; ++i) {
            parameters& of = parameters_[i];
            if ((sequences_.selected() >> i & 1U) == 0 ||
                (how == command::set_parameters && of.has(which))) {
                continue;
            }
            if (is_expectation) {
                matched_ &= ~(1U << i);
            }
            of.set(which, value);
        }
    }

    constexpr void execute(std::uint32_t component) {
        const parameters& with = parameters_[component];
        if (is_unshared(command_)) {
            const errc error = request(component, with);
            if (error != errc::ok) {
                sequences_.refuse(error, command_at_);
            }
            return;
        }
        bool is_known = true;
        const errc why = check(component, with, is_known);
        if (!is_known) {
            sequences_.refuse(why, command_at_);
        } else if (why != errc::ok) {
            pending_ = 0;
            sequences_.fail(why, command_at_);
        }
    }

    /// A directive, which can only be executed by others.
    constexpr errc request(std::uint32_t component, const parameters& with) {
        const bool is_fetch = command_ == command::fetch;
        if ((identified_ & 3U) != 3) { // vendor and class
            return errc::unchecked_identity;
        }
        if (lacks(with, parameters::bit(parameter::image_digest) |
                            parameters::bit(parameter::image_size) |
                            parameters::bit(is_fetch ? parameter::uri : parameter::content))) {
            return errc::missing_parameter;
        }
        if (!is_fetch &&
            with.bytes(parameter::content).size() != with.number(parameter::image_size)) {
            return errc::size_mismatch;
        }
        written_ |= 1U << component;
        matched_ &= ~(1U << component);
        request_ = {is_fetch ? action::fetch : action::write, static_cast<std::uint8_t>(component),
                    places_[component]};
        state_ = state::waiting;
        return errc::ok;
    }

    /// Why a condition does not hold. One whose parameter was not set fails like any other (section
    /// 8.4.9); where nobody can know, all fails.
    constexpr errc check(std::uint32_t component, const parameters& with, bool& is_known) {
        switch (command_) {
        case command::vendor_identifier: return identify(identity::vendor, with);
        case command::class_identifier: return identify(identity::device_class, with);
        case command::device_identifier: return identify(identity::device, with);
        case command::image_match: break;
        default: return errc::condition_failed;
        }
        if (lacks(with, parameters::bit(parameter::image_digest) |
                            parameters::bit(parameter::image_size))) {
            return errc::missing_parameter;
        }
        const auto matches =
            device_.image_match(places_[component], with.bytes(parameter::image_digest),
                                with.number(parameter::image_size));
        is_known = static_cast<bool>(matches);
        if (!matches) {
            return matches.error();
        }
        if (!*matches) {
            return errc::digest_mismatch;
        }
        matched_ |= 1U << component;
        return errc::ok;
    }

    constexpr errc identify(identity which, const parameters& with) {
        const auto index = static_cast<std::uint8_t>(which);
        const auto named =
            static_cast<parameter>(index); // both in the same order, as are the errors
        if (lacks(with, parameters::bit(named))) {
            return errc::missing_parameter;
        }
        if (!device_.is(which, with.bytes(named))) {
            return static_cast<errc>(static_cast<std::uint8_t>(errc::wrong_vendor) + index);
        }
        identified_ = static_cast<std::uint8_t>(identified_ | 1U << index);
        return errc::ok;
    }

    constexpr bool lacks(const parameters& with, std::uint32_t needed) {
        const std::uint32_t missing = with.missing(needed);
        if (missing == 0) {
            return false;
        }
        const auto which = static_cast<parameter>(std::countr_zero(missing));
        about_ = {offender::kind::parameter, known_number<Profile>(which)};
        return true;
    }

    // What is used most comes first: close to the beginning, Thumb code reaches it in two bytes.
    state state_ = state::idle;
    command command_{};
    std::uint8_t stage_ = 0;
    std::uint8_t identified_ = 0; // as which identity, a bit for each
    std::uint16_t commands_left_ = commands_max;
    std::uint16_t component_count_ = 0;
    std::uint32_t command_at_ = 0;
    // Components, a bit for each.
    std::uint32_t pending_ = 0; // to execute the command for
    std::uint32_t written_ = 0;
    std::uint32_t matched_ = 0; // compared with their digest, and not changed since
    suit::request request_{};
    offender about_{};
    const manifest& manifest_;
    Recipient& device_;
    detail::sequences sequences_;
    std::uint16_t places_[Components]{};
    parameters parameters_[Components]{};
};

} // namespace fc::update::suit
