// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "host_seam.hpp"

#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "update/envelope.hpp"
#include "update/nor.hpp"

#include <femto/image/write.hpp>
#include <femto/update/write_key_set.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fc::test {

/// The flash of the device; host_update.cpp puts the seam over it.
using module_flash =
    nor<CONFIG_FEMTO_RIOT_UPDATE_WRITE_BYTES, CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES>;
module_flash& update_flash();

/// Who signs, and what they are called by.
inline const signer& root() {
    static const signer it = [] {
        signer made{200};
        const auto digest = sha256_of(cbor_of([&](update::cbor::writer& to) {
            to.map(3);
            to.uint(1);
            to.uint(1);
            to.integer(-1);
            to.uint(6);
            to.integer(-2);
            to.bytes(made.open);
        }));
        std::copy_n(digest.begin(), made.id.size(), made.id.begin());
        return made;
    }();
    return it;
}
inline const signer& ann() {
    static const signer it{1};
    return it;
}

inline std::span<const char> text_of(std::string_view from) { return {from.data(), from.size()}; }

/// One tenant, ann, who may use every slot and hook, and is known to DTLS by a name.
inline const byte_string& first_tenants() {
    static const byte_string list = [] {
        const std::array<std::span<const char>, 1> names{text_of("ann@laptop")};
        const std::array<update::tenant_description, 1> tenants{
            update::tenant_description{.name = text_of("ann"),
                                       .identities = names,
                                       .slots = 0b11,
                                       .has_all_hooks = true,
                                       .has_all_helpers = true,
                                       .budget = 5000}};
        const std::array<update::tenant_key, 1> keys{
            update::tenant_key{.id = ann().id, .public_key = ann().open, .tenant = 0}};
        return cbor_of([&](update::cbor::writer& to) {
            update::write_key_set(to, {.tenants = tenants, .keys = keys});
        });
    }();
    return list;
}

inline constexpr uuid door_id{{0xD0}};

/// A datagram that asks for something.
class datagram {
public:
    datagram(unsigned method, std::string_view path, bool is_confirmable = true)
        : bytes{static_cast<std::uint8_t>(is_confirmable ? 0x42 : 0x52),
                static_cast<std::uint8_t>(method),
                0x12,
                0x34,
                0xAB,
                0xCD} {
        std::size_t from = 0;
        while (from < path.size()) {
            const std::size_t to = std::min(path.find('/', from), path.size());
            option(11, path.substr(from, to - from));
            from = to + 1;
        }
    }
    datagram& option(unsigned number, std::string_view value) {
        const unsigned delta = number - last_;
        last_ = number;
        const unsigned length = static_cast<unsigned>(value.size());
        bytes.push_back(static_cast<std::uint8_t>(nibble(delta) << 4U | nibble(length)));
        extend(delta);
        extend(length);
        bytes.insert(bytes.end(), value.begin(), value.end());
        return *this;
    }
    datagram& number(unsigned of, std::uint32_t value) {
        std::string written;
        for (; value != 0; value >>= 8U) {
            written.insert(written.begin(), static_cast<char>(value));
        }
        return option(of, written);
    }
    datagram& payload(std::span<const std::uint8_t> from) {
        bytes.push_back(0xFF);
        bytes.insert(bytes.end(), from.begin(), from.end());
        return *this;
    }

    byte_string bytes;

private:
    static unsigned nibble(unsigned it) { return it < 13 ? it : it < 269 ? 13 : 14; }
    void extend(unsigned it) {
        if (it >= 269) {
            bytes.push_back(static_cast<std::uint8_t>((it - 269) >> 8U));
            bytes.push_back(static_cast<std::uint8_t>(it - 269));
        } else if (it >= 13) {
            bytes.push_back(static_cast<std::uint8_t>(it - 13));
        }
    }

    unsigned last_ = 0;
};

/// A datagram that answers, taken apart; options by number, each but once.
struct reply {
    std::string code = "nothing";
    byte_string head{};
    std::array<std::optional<std::uint32_t>, 64> options{};
    byte_string payload{};

    explicit reply(const byte_string& from) {
        if (from.empty()) {
            return;
        }
        REQUIRE(from.size() >= 6);
        head.assign(from.begin(), from.begin() + 6);
        code = std::to_string(from[1] >> 5) + "." + std::to_string((from[1] & 31) / 10) +
               std::to_string((from[1] & 31) % 10);
        std::size_t at = 6;
        unsigned number = 0;
        while (at < from.size() && from[at] != 0xFF) {
            const unsigned first = from[at++];
            REQUIRE(first >> 4U <= 13);
            number += first >> 4U == 13 ? 13U + from.at(at++) : first >> 4U;
            REQUIRE(number < options.size());
            std::uint32_t value = 0;
            for (unsigned left = first & 15U; left != 0; --left) {
                value = value << 8U | from.at(at++);
            }
            options[number] = value;
        }
        if (at < from.size()) {
            payload.assign(from.begin() + static_cast<std::ptrdiff_t>(at) + 1, from.end());
            REQUIRE_FALSE(payload.empty());
        }
    }
    std::string text() const { return {payload.begin(), payload.end()}; }
};

/// A board with the module, which has flash and a hook. There is but one in a process.
struct deployed_board {
    femto_hook_t door;

    deployed_board() : door{begin()} {}

    static femto_hook_t begin() {
        static const femto_hook_t it = [] {
            REQUIRE(femto_init() == 0);
            femto_hook_params_t params{};
            params.name = "door";
            params.uuid = door_id.bytes.data();
            params.default_result = -7;
            const femto_hook_t made = femto_hook_add(&params);
            static const uuid vendor{{1}};
            static const uuid kind{{2}};
            const femto_update_about_t about{.vendor = vendor.bytes.data(),
                                             .device_class = kind.bytes.data(),
                                             .device = nullptr,
                                             .root_key = root().open.data(),
                                             .first_tenants = first_tenants().data(),
                                             .first_tenants_size = first_tenants().size()};
            REQUIRE(femto_vm_update_begin(&about) == 0);
            REQUIRE(femto_vm_update_begin(&about) == FEMTO_ERR_WRONG_STATE);
            return made;
        }();
        return it;
    }

    /// Asks in a buffer that the answer takes the place of, as gcoap has it.
    static reply ask(const datagram& what, const char* identity = nullptr, std::size_t room = 128) {
        const femto_peer_t from{.endpoint = 7, .host = 7, .identity = identity};
        byte_string buffer(std::max(room, what.bytes.size()));
        std::copy(what.bytes.begin(), what.bytes.end(), buffer.begin());
        buffer.resize(femto_vm_manage(buffer.data(), what.bytes.size(), &from, FEMTO_NOT_OBSERVED,
                                      buffer.data(), room));
        return reply{buffer};
    }
    /// Sends an envelope in blocks of 64, up to the first answer that is not 2.31.
    static reply push(const byte_string& envelope) {
        host().now_us += 10'000'000; // strangers have to take their time
        for (std::size_t at = 0;; at += 64) {
            const std::size_t size = std::min<std::size_t>(64, envelope.size() - at);
            const bool more = at + size < envelope.size();
            datagram it{2, "femto/install"};
            it.number(27, static_cast<std::uint32_t>(at / 64 << 4U | (more ? 8U : 0U) | 2U));
            it.payload(std::span{envelope}.subspan(at, size));
            reply answer = ask(it);
            if (answer.code != "2.31" || !more) {
                return answer;
            }
            CHECK(answer.options[27] == (at / 64 << 4U | 8U | 2U));
        }
    }
    std::int64_t open() const {
        femto_fired_t fired{};
        femto_hook_fire(door, nullptr, 0, &fired);
        return fired.value;
    }
};

template <class Text>
shipment shipment_of(const Text& text, std::uint64_t sequence, std::uint8_t slot = 0) {
    alignas(8) std::array<std::uint8_t, 512> bytes{};
    const auto written = image::write(image::layout::fc32, sections{.text = text},
                                      std::array<image::named_slot, 0>{}, {}, bytes);
    REQUIRE(written);
    shipment out;
    out.image.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*written));
    out.sequence = sequence;
    out.slot = slot;
    out.hook = door_id;
    return out;
}

} // namespace fc::test
