// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/result.hpp>
#include <femto/update/suit/detail/command_reader.hpp>
#include <femto/update/suit/manifest.hpp>
#include <femto/update/suit/recipient.hpp>
#include <femto/update/suit/request.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit {

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
/// @tparam Components  of one manifest, 1 to 16; 86 bytes of RAM each
template <profile Profile, recipient Recipient, std::size_t Components = 2>
class processor : detail::command_reader<Profile, Components> {
    static_assert(Components >= 1 && Components <= 16, "a manifest has 1 to 16 components");

public:
    /// Both outlive it, and so do the bytes the manifest was read from, unwritten.
    constexpr processor(const manifest& of, Recipient& device)
        : reader{of}, manifest_{of}, device_{device} {}

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
            const errc error = device_.find(manifest_.component(i), places_[i]);
            if (error != errc::ok) {
                return {error, places_[i]};
            }
        }
        is_survey_ = true;
        state_ = state::running;
        run();
        if (in_.failed()) {
            return {in_.error(), in_.offset()};
        }
        is_survey_ = false;
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
        if (in_.failed()) {
            return {in_.error(), in_.offset()};
        }
        return request_;
    }
    /// The answers to a request.
    constexpr void succeeded() { state_ = state::running; }
    constexpr void failed(errc why) {
        state_ = state::over;
        in_.refuse(why, command_at_);
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
    using reader = detail::command_reader<Profile, Components>;
    using reader::about_, reader::command_at_, reader::commands_left_, reader::component_count_,
        reader::identified_, reader::in_, reader::is_survey_, reader::matched_, reader::parameters_,
        reader::request_, reader::sequences_, reader::stage_, reader::state_, reader::written_;
    using typename reader::level;
    using typename reader::state;

    constexpr void run() {
        while (!in_.failed() && state_ == state::running) {
            step();
        }
    }

    FEMTO_INLINE constexpr void step() {
        level& at = sequences_.innermost();
        if (at.pending != 0) {
            const auto component = static_cast<std::uint32_t>(std::countr_zero(at.pending));
            at.pending = static_cast<std::uint16_t>(at.pending & (at.pending - 1));
            execute(at.what, component);
        } else if (sequences_.empty()) {
            enter_next_section(at);
        } else if (at.items_left == 0) {
            in_.end();
            sequences_.leave(is_survey_); // there is no failure in a survey
        } else {
            this->take_command(at);
        }
    }

    constexpr void enter_next_section(level& procedure) {
        while (stage_ < 2 * (sections - 1)) {
            const std::uint32_t own = manifest_.commands(static_cast<section>(stage_ / 2 + 1));
            const std::uint32_t commands =
                stage_ % 2 == 0 ? manifest_.commands(section::shared) : own;
            ++stage_;
            if (own != 0 && commands != 0) {
                // Of several components each sequence has to choose (section 6.2).
                procedure.argument = commands;
                sequences_.enter(component_count_ == 1 ? 1 : 0);
                return;
            }
        }
        // Whatever the manifest compares, and when: what it brings is what it says.
        procedure.what = command::image_match;
        procedure.pending = static_cast<std::uint16_t>(written_ & ~matched_);
        if (procedure.pending == 0) {
            request_ = {};
            state_ = state::over;
        }
    }

    /// Executes a command for a component.
    constexpr void execute(command which, std::uint32_t component) {
        if (which >= command::try_each) {
            sequences_.enter(1U << component);
            return;
        }
        const row& about = rows[static_cast<std::size_t>(which)];
        bool is_soft = !about.is_directive;
        const errc why = attempt(which, about, component, is_soft);
        if (why == errc::ok) {
            return;
        }
        if (!is_soft || !sequences_.innermost().is_soft || !sequences_.leave(true)) {
            in_.refuse(why, command_at_);
        }
    }

    /// What a command needs, a bit for each parameter: the one in the place of the command, and of an
    /// image what it is to be compared with.
    struct row {
        std::uint8_t needs;
        bool is_directive;
    };
    static constexpr auto rows = [] {
        constexpr std::uint32_t of_image =
            parameters::bit(parameter::image_digest) | parameters::bit(parameter::image_size);
        std::array<row, static_cast<std::size_t>(command::try_each)> out{};
        for (std::size_t i = 0; i < out.size(); ++i) {
            const auto which = static_cast<command>(i);
            const std::uint32_t own = which == command::abort ? 0 : 1U << i;
            out[i].is_directive = detail::is_directive(which);
            out[i].needs = static_cast<std::uint8_t>(
                out[i].is_directive || which == command::image_match ? own | of_image : own);
        }
        return out;
    }();

    /// Why a condition does not hold, or what only others can execute cannot be asked for. A condition
    /// whose parameter was not set fails like any other (section 8.4.9).
    /// @param is_soft  false after it where nobody can know whether one holds, and all fails
    constexpr errc attempt(command which, const row& about, std::uint32_t component,
                           bool& is_soft) {
        constexpr std::uint8_t vendor_and_class = 3;
        if (about.is_directive && (identified_ & vendor_and_class) != vendor_and_class) {
            return errc::unchecked_identity;
        }
        const parameters& with = parameters_[component];
        const std::uint32_t missing = with.missing(about.needs);
        if (missing != 0) {
            about_ = {offender::kind::parameter,
                      known_number<Profile>(static_cast<parameter>(std::countr_zero(missing)))};
            return errc::missing_parameter;
        }
        const std::uint32_t bit = 1U << component;
        switch (which) {
        case command::abort: return errc::condition_failed;
        case command::image_match: {
            const auto matches =
                device_.image_match(places_[component], with.bytes(parameter::image_digest),
                                    with.number(parameter::image_size));
            is_soft = static_cast<bool>(matches);
            if (!matches || !*matches) {
                return matches ? errc::digest_mismatch : matches.error();
            }
            matched_ |= bit;
            return errc::ok;
        }
        case command::write:
            if (with.number(parameter::content) != with.number(parameter::image_size)) {
                return errc::size_mismatch;
            }
            [[fallthrough]];
        case command::fetch:
            written_ |= bit;
            matched_ &= ~bit;
            request_ = {which == command::fetch ? action::fetch : action::write,
                        static_cast<std::uint8_t>(component), places_[component]};
            state_ = state::waiting;
            return errc::ok;
        default: { // in the order of parameters, identities and errors
            const auto index = static_cast<std::uint8_t>(which);
            if (!device_.is(static_cast<identity>(index),
                            with.bytes(static_cast<parameter>(index)))) {
                return static_cast<errc>(static_cast<std::uint8_t>(errc::wrong_vendor) + index);
            }
            identified_ = static_cast<std::uint8_t>(identified_ | 1U << index);
            return errc::ok;
        }
        }
    }

    const manifest& manifest_;
    Recipient& device_;
    std::uint16_t places_[Components]{};
};

} // namespace fc::update::suit
