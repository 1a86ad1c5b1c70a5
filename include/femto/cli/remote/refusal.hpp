// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/cli/device/helper_names.hpp>
#include <femto/cli/device/snapshot.hpp>
#include <femto/cli/hex.hpp>
#include <femto/engine/container.hpp>
#include <femto/update/resource/diagnostic.hpp>
#include <femto/update/resource/refusal.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// What a device refuses, in the words that are known here: devices have numbers for much of it.

namespace fc::cli::remote {

/// A refusal of a device's, read again.
struct told_refusal {
    const error_row* error = nullptr; ///< null: of no error that is known
    std::uint32_t at = 0;             ///< what it is about, which its row in `refusal_table` says
    std::string sentence{};
};

namespace detail {

/// The word for what is at `at`, as devices have it: ", helper ".
inline std::string_view place_word(errc error) {
    const auto place = static_cast<std::size_t>(update::resource::row_of(error).at);
    return update::resource::detail::places[place];
}

/// "started; femto stop ends that": a state, and what makes it one in which more can be done.
inline std::string state_text(std::uint32_t at) {
    const auto it = static_cast<container_state>(at);
    const bool can_stop = it == container_state::attaching || it == container_state::attached ||
                          it == container_state::started;
    return device::name_of(it) + std::string{can_stop ? "; femto stop ends that" : ""};
}

/// "19 (bpf_fetch_global, 0x13)": nothing beside a number of which that is all there is to know.
inline std::string place_text(errc error, std::uint32_t at) {
    using update::resource::place;
    std::string number = std::to_string(at);
    const place what = update::resource::row_of(error).at;
    if (what == place::state && at <= static_cast<std::uint32_t>(container_state::leaving)) {
        return state_text(at);
    }
    if (what != place::helper) {
        return number;
    }
    const char* const name = device::helper_word(at);
    return number + " (" + (name == nullptr ? "" : std::string{name} + ", ") + to_hex(at) + ")";
}

/// The row that a sentence begins with: by name, or of a device without sentences as "error 40". What
/// that takes is cut off.
inline const error_row* take_error(std::string_view& said) {
    for (const error_row& each : error_table) {
        const std::string name = std::string{each.name} + ": ";
        const std::string number = "error " + std::to_string(static_cast<int>(each.code));
        const bool is_number = said.starts_with(number) &&
                               (said.size() == number.size() || said[number.size()] == ',');
        if (said.starts_with(name) || is_number) {
            said.remove_prefix(is_number ? number.size() : name.size());
            return &each;
        }
    }
    return nullptr;
}

} // namespace detail

/// Reads what `update::resource::write_diagnostic` wrote.
inline told_refusal read_refusal(std::string_view said) {
    told_refusal out;
    std::string_view rest = said;
    out.error = detail::take_error(rest);
    if (out.error == nullptr) {
        out.sentence = said;
        return out;
    }
    const bool has_words = !rest.empty() && rest.front() != ',';
    out.sentence = std::string{out.error->name} + ": " + (has_words ? "" : out.error->sentence);
    const std::string_view word = detail::place_word(out.error->code);
    const std::size_t found = word.empty() ? rest.npos : rest.rfind(word);
    if (found == rest.npos) {
        out.sentence += rest;
        return out;
    }
    const std::string_view before = rest.substr(0, found + word.size());
    rest.remove_prefix(before.size());
    const auto [end, wrong] = std::from_chars(rest.data(), rest.data() + rest.size(), out.at);
    out.sentence += before;
    if (wrong == std::errc{}) {
        out.sentence += detail::place_text(out.error->code, out.at);
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    }
    out.sentence += rest;
    return out;
}

/// What such a sentence says, of an error and its place as they stand in an answer.
inline std::string sentence_of(const error_row& error, std::uint32_t at) {
    const std::string_view word = detail::place_word(error.code);
    return error.sentence +
           (word.empty() ? std::string{} : std::string{word} + detail::place_text(error.code, at));
}

} // namespace fc::cli::remote
