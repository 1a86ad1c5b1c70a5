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
struct compat_config : station_sizes<compat_board>, management_defaults {
    using helpers = abi::helpers<compat_board>;
};

inline byte_string bytes_from(std::string_view text) { return {text.begin(), text.end()}; }

/// A payload, and what the answer to it is.
struct answer_row {
    std::string payload;
    code answer;
    std::string_view says;
};

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

    /// Puts a container of ann's into a slot.
    void install(byte_string image, std::uint8_t slot = 0, bool has_hook = false) {
        shipment it = for_tick(std::move(image), ++sequence_, slot);
        it.hook = has_hook ? std::optional{tick_id} : std::nullopt;
        REQUIRE(base::push(it.envelope(ann)).code == code::changed);
    }

    /// Has ann post a payload.
    answered check(const std::string& path, const answer_row& each) {
        CAPTURE(path, each.payload);
        const std::uint32_t before = this->refused();
        auto answer = post(path, each.payload, ann_herself);
        CHECK(code_name(answer.code) == code_name(each.answer));
        CAPTURE(answer.text());
        CHECK(answer.text().find(each.says) != std::string::npos);
        CHECK(this->refused() == before + (is_success(answer.code) ? 0 : 1));
        return answer;
    }

private:
    std::uint64_t sequence_ = 0;
};

} // namespace fc::test
