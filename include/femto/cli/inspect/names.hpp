// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/hex.hpp>
#include <femto/cli/inspect/item.hpp>
#include <femto/cli/tenants/show.hpp>
#include <femto/cli/uuid_text.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/suit/tables.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli::inspect {

namespace suit = update::suit;

/// The row of a number in a form of the manifest, of a key that is refused as well; null for none.
template <class Profile, class Key>
const suit::key_row<Key>* row_of(std::int64_t number) {
    for (const auto& row : suit::table_of<Key>) {
        if (number != 0 && row.template in<Profile>().number == number) {
            return &row;
        }
    }
    return nullptr;
}

/// The name that the draft has for a number, and what becomes of it on a device.
template <class Profile, class Key>
std::string name_of(std::int64_t number, const char* what) {
    const auto* row = row_of<Profile, Key>(number);
    if (row == nullptr) {
        return "unknown " + std::string{what} + " " + std::to_string(number) + " (refused)";
    }
    const suit::treatment how = row->template in<Profile>().how;
    return std::string{row->name} + (how == suit::treatment::refused   ? " (refused)"
                                     : how == suit::treatment::ignored ? " (ignored)"
                                                                       : "");
}

/// "ESP256 (-9)": a number of COSE.
inline std::string name_of_algorithm(std::int64_t number) {
    const char* name = number == -19  ? "Ed25519"
                       : number == -9 ? "ESP256"
                       : number == -8 ? "EdDSA"
                       : number == -7 ? "ES256"
                                      : "algorithm";
    return std::string{name} + " (" + std::to_string(number) + ")";
}

/// "1e9368b0-28f5-...", or the bytes if that is no UUID.
inline std::string uuid_or_bytes(octets bytes) {
    uuid id;
    if (bytes.size() != id.bytes.size()) {
        return bytes_of(bytes);
    }
    std::ranges::copy(bytes, id.bytes.begin());
    return uuid_text(id);
}

/// "sha-256 8f3a...": a digest container.
template <class Profile>
std::string digest_text(update::cbor::scanner in) {
    const std::uint32_t items = in.array();
    const std::int64_t algorithm = in.integer();
    const auto bytes = in.bytes();
    if (items != 2) {
        in.refuse(errc::unexpected_item, in.offset());
    }
    in.end();
    if (in.failed()) {
        return complaint_of(in);
    }
    const auto* row = row_of<Profile, suit::digest_algorithm>(algorithm);
    constexpr std::string_view begin = "cose-alg-";
    const std::string_view name = row == nullptr ? std::string_view{} : row->name;
    return (name.starts_with(begin) ? std::string{name.substr(begin.size())}
                                    : "algorithm " + std::to_string(algorithm)) +
           " " + hex_of(bytes);
}

/// What a component is to a device of femto.
struct component {
    bool is_list = false; // of tenants
    std::optional<unsigned> slot{};
    octets hook{}; // none of revision -09
    explicit operator bool() const { return is_list || slot; }
};
template <class Profile>
component component_of(const std::vector<octets>& parts) {
    const auto is = [](octets part, std::string_view text) {
        return std::ranges::equal(part, text);
    };
    const std::size_t first = Profile::is_current ? 0 : 1;
    const bool is_ours = Profile::is_current ? !parts.empty() && parts.size() <= 2
                                             : parts.size() == 2 && is(parts[0], "femto");
    if (!is_ours) {
        return {};
    }
    if (is(parts[first], "keys") && parts.size() == first + 1) {
        return {.is_list = true};
    }
    if (parts[first].size() != 1) {
        return {};
    }
    const std::uint8_t number = parts[first][0];
    if (!Profile::is_current) {
        return number >= '0' && number <= '9' ? component{.slot = number - '0'} : component{};
    }
    if (parts.size() == 2 && parts[1].size() != uuid{}.bytes.size()) {
        return {};
    }
    return {.slot = number, .hook = parts.size() == 2 ? parts[1] : octets{}};
}
/// "slot 1, hook timer"; nothing for what is none.
inline std::string text_of(const component& it) {
    return it.is_list ? "the list of tenants"
           : !it.slot
               ? ""
               : "slot " + std::to_string(*it.slot) +
                     (it.hook.empty() ? "" : ", hook " + tenants::detail::name_of_hook(it.hook));
}

} // namespace fc::cli::inspect
