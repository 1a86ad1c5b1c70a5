// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/compat/order.hpp>
#include <femto/update/resource/links.hpp>
#include <femto/update/resource/response.hpp>
#include <femto/update/resource/words.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::compat {

/// What `/suit/pull` is told: an address without its colons, the name of the manifest, the number of a
/// network interface, how it is to run, with which helpers, and whether it may take the place of another.
struct pull_order {
    characters address{};
    characters manifest{};
    std::uint32_t network = 0;
    order what{};
    bool may_replace = false;

    constexpr verdict read(characters all) {
        std::array<characters, 6> parts{};
        std::size_t part = 0;
        std::size_t from = 0;
        for (std::size_t i = 0; i <= all.size(); ++i) {
            if (i != all.size() && all[i] != '|') {
                continue;
            }
            if (part == parts.size()) {
                return malformed("number of fields");
            }
            parts[part++] = all.subspan(from, i - from);
            from = i + 1;
        }
        if (part != parts.size()) {
            return malformed("number of fields");
        }
        address = parts[0];
        manifest = parts[1];
        network = read_digits(parts[2], 10);
        may_replace = parts[5].size() == 1 && parts[5][0] == '1';
        if (address.empty() || address.size() > address_digits || address.size() % 4 != 0 ||
            !are_hexadecimal(address)) {
            return malformed("address");
        }
        if (manifest.empty()) {
            return malformed("manifest");
        }
        if (network > 0xFFFF) {
            return malformed("network interface");
        }
        if (!may_replace && (parts[5].size() != 1 || parts[5][0] != '0')) {
            return malformed("erase");
        }
        return what.read(parts[3], parts[4]);
    }

    /// "coap://[fe80::1234:...%5]/manifest". Behind the first group of four digits stands the place of
    /// those that are left out, as in micro-bpf; a whole address has none.
    constexpr void write_uri(resource::response& to) const {
        to.write(resource::text_of("coap://["));
        to.write(address.first(4));
        if (address.size() != address_digits) {
            to.write(resource::text_of(":"));
        }
        for (std::size_t i = 4; i < address.size(); i += 4) {
            to.write(resource::text_of(":"));
            to.write(address.subspan(i, 4));
        }
        if (address.size() == 4) {
            to.write(resource::text_of(":"));
        }
        if (is_link_local()) { // of which each interface has its own
            to.write(resource::text_of("%"));
            resource::detail::write_number(to, network);
        }
        to.write(resource::text_of("]/"));
        to.write(manifest);
    }

private:
    static constexpr std::size_t address_digits = 32;

    /// fe80 to febf, RFC 4291 section 2.5.6.
    constexpr bool is_link_local() const {
        return (read_digits(address.first(4), 16) & 0xFFC0U) == 0xFE80U;
    }
};

} // namespace fc::update::compat
