// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/message.hpp>
#include <femto/update/resource/links.hpp>
#include <femto/update/resource/refusal.hpp>
#include <femto/update/suit/command.hpp>
#include <femto/update/suit/parameter.hpp>
#include <femto/update/suit/request.hpp>

#include <array>
#include <cstdint>

namespace fc::update::resource {
namespace detail {

/// What the number of an error's place counts.
inline constexpr std::array<const char*, 8> places{"",           ", at byte ", ", at instruction ",
                                                   ", helper ",  ", hook ",    ", slot ",
                                                   ", at most ", ", state "};

/// What a request was not, where the code alone says it.
struct form_row {
    code as;
    const char* sentence;
};
inline constexpr auto form_table = std::to_array<form_row>({
    form_row{code::bad_option, "the resource does not know an option of the request"},
    form_row{code::method_not_allowed, "the resource has other methods"},
    form_row{code::not_acceptable, "the answer has another Content-Format"},
    form_row{code::request_incomplete, "this is not the block that comes next"},
    form_row{code::too_large, "there is more than the resource takes"},
    form_row{code::unsupported_format, "the payload is to be of another Content-Format"},
    form_row{code::not_implemented, "this firmware has no use for that"},
});
constexpr const char* sentence_of(const refusal& why) {
    for (const form_row& row : form_table) {
        if (why.error == errc::bad_request && row.as == why.as) {
            return row.sentence;
        }
    }
    return describe(why.error).sentence;
}

/// The name of a command or parameter in a form of the manifest; null for a number it does not have.
template <class Profile, class Key>
constexpr const char* name_in(std::int32_t number) {
    for (const auto& row : suit::table_of<Key>) {
        if (number != 0 && row.template in<Profile>().number == number) {
            return row.name;
        }
    }
    return nullptr;
}

constexpr void write_signed(response& to, std::int32_t number) {
    if (number < 0) {
        to.write(text_of("-"));
    }
    write_number(to, number < 0 ? 0U - static_cast<std::uint32_t>(number)
                                : static_cast<std::uint32_t>(number));
}

} // namespace detail

/// Refuses with a sentence for people: "stale_sequence: the slot has seen a manifest with a higher
/// sequence number". The word before the colon is the name of the error.
/// @tparam HasSentences  false: "error 40", which tools have the words for
template <bool HasSentences>
FEMTO_OUTLINE void write_diagnostic(const refusal& why, response& out) {
    out.refuse(why.answer());
    if constexpr (HasSentences) {
        out.write(until_zero(describe(why.error).name));
        out.write(text_of(": "));
        out.write(until_zero(detail::sentence_of(why)));
    } else {
        out.write(text_of("error "));
        detail::write_signed(out, static_cast<std::int8_t>(why.error));
    }
    const place at = row_of(why.error).at;
    if (at != place::none && why.as == code{}) {
        out.write(until_zero(detail::places[static_cast<std::size_t>(at)]));
        detail::write_number(out, why.at);
    }
}

/// And what the manifest has that is not executed, by its name.
template <bool HasSentences, class Profile>
FEMTO_OUTLINE void write_offender(const suit::offender& about, response& out) {
    const bool is_command = about.of == suit::offender::kind::command;
    const char* name = nullptr;
    if constexpr (HasSentences) {
        name = is_command ? detail::name_in<Profile, suit::command>(about.number)
                          : detail::name_in<Profile, suit::parameter>(about.number);
    }
    out.write(text_of(", "));
    if (name != nullptr) {
        return out.write(until_zero(name));
    }
    out.write(is_command ? text_of("command ") : text_of("parameter "));
    detail::write_signed(out, about.number);
}

} // namespace fc::update::resource
