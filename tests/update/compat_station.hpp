// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "update/resource_station.hpp"

#include <femto/abi/helpers.hpp>
#include <femto/port/coap_responder.hpp>
#include <femto/update/compat/compatible.hpp>

#include <span>
#include <string>
#include <string_view>

namespace fc::test {

namespace compat = update::compat;

struct compat_board : station_board {
    using request = abi::coap_response;

    std::string console;

    void write_text(std::span<const char> text) { console.append(text.begin(), text.end()); }
};
struct compat_config : update_defaults<compat_board, flash, crypto::libsodium>,
                       management_defaults {
    static constexpr std::size_t slots = 3;
    static constexpr std::size_t containers = 5;
    static constexpr std::size_t tenants = 4;
    static constexpr std::size_t tasks = 1;
    static constexpr std::size_t store_entries = 8;
    static constexpr std::size_t image_bytes = 1024;
    using helpers = abi::helpers<compat_board>;
};

inline byte_string bytes_from(std::string_view text) { return {text.begin(), text.end()}; }

/// A device that speaks to the tools of the originals as well.
template <class Config = compat_config>
struct compat_station
    : managed_station<Config, resource::log_ring<64>, port::coap_responder<Config, 128>> {
    using base = managed_station<Config, resource::log_ring<64>, port::coap_responder<Config, 128>>;

    compatible<decltype(base::manage), compat::micro_bpf, compat::femto_containers,
               compat::gcoap_bpf>
        both{base::manage, base::board};

    answered ask(const asking& what, const person& who = operator_herself) {
        return ask_of(both, what, who);
    }
    answered get(const std::string& path, const person& who = operator_herself) {
        return ask({.path = path}, who);
    }
    answered post(const std::string& path, std::string_view payload,
                  const person& who = operator_herself) {
        return ask({.how = method::post, .path = path, .payload = bytes_from(payload)}, who);
    }
    std::uint32_t refused() const {
        std::uint32_t out = 0;
        for (const std::uint32_t each : base::manage.counts().refusals) {
            out += each;
        }
        return out;
    }

    /// Puts a container of ann's into a slot.
    void install(byte_string image, std::uint8_t slot = 0, bool has_hook = false) {
        shipment it = shipment_for_tick(std::move(image), ++sequence_, slot);
        it.hook = has_hook ? std::optional{tick_id} : std::nullopt;
        REQUIRE(base::push(it.envelope(the_people().ann)).code == code::changed);
    }

private:
    std::uint64_t sequence_ = 0;
};

} // namespace fc::test
