// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "update/envelope.hpp"
#include "update/nor.hpp"

#include <femto/base/message.hpp>
#include <femto/image/write.hpp>
#include <femto/update.hpp>
#include <femto/update/write_key_set.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::test {

/// A firmware for tests: a clock that stands still, and two helpers.
struct station_board {
    std::uint32_t ms = 0;
    std::uint32_t said = 0;
    std::function<void()> when_said{}; // in the middle of the run

    std::uint32_t now_ms() const { return ms; }
};
inline std::uint32_t say(caller<station_board>& from, std::uint32_t what) {
    if (from.platform().when_said) {
        from.platform().when_said();
    }
    return from.platform().said = what;
}
inline std::int32_t put_global(caller<station_board>& from, std::uint32_t key,
                               std::uint32_t value) {
    return from.store().put(from.user(), store_scope::global, key, value) ? 0 : -1;
}

using flash = nor<4, 512>;

/// How much of everything there is.
template <class Board>
struct station_sizes : update_defaults<Board, flash, crypto::libsodium> {
    static constexpr std::size_t containers = 5;
    static constexpr std::size_t tenants = 4;
    static constexpr std::size_t slots = 3;
    static constexpr std::size_t image_bytes = 1024;
    static constexpr std::size_t store_entries = 8;
    static constexpr std::size_t tasks = 1;
};
struct station_config : station_sizes<station_board> {
    static constexpr std::uint32_t trial_runs = 4;
    using helpers = helper_table<helper<0x11, "put_global", put_global>, helper<0x20, "say", say>>;
};

using station_updates = updates<station_config>;

/// How much storage the slots of the station take.
inline constexpr std::size_t storage_bytes = updates<station_config>::storage_bytes;

inline constexpr uuid tick_id{{0x71}};
inline constexpr uuid alarm_id{{0xA1}};
inline constexpr hook_description<station_config> about_tick{
    .id = tick_id, .name = "tick", .default_result = -1};
inline constexpr hook_description<station_config> about_alarm{
    .id = alarm_id, .name = "alarm", .default_result = -1};

struct station_event {
    std::uint64_t value = 0;
};

/// The people around it: a root and two tenants, ann and bob, who have a slot each and share the third.
inline const signer root{200};
inline const signer ann{1};
inline const signer bob{2};
inline const signer stranger{9};

inline std::span<const char> text_of(std::string_view from) { return {from.data(), from.size()}; }

/// The list of tenants, to be changed by tests.
struct tenant_list {
    static constexpr std::array<uuid, 1> tick_only{tick_id};
    static constexpr std::array<std::uint32_t, 1> say_only{0x20};
    std::vector<update::tenant_description> tenants{{.name = text_of("ann"),
                                                     .slots = 0b101,
                                                     .has_all_hooks = true,
                                                     .has_all_helpers = true,
                                                     .store_entries = 4,
                                                     .budget = 5000},
                                                    {.name = text_of("bob"),
                                                     .slots = 0b110,
                                                     .hooks = tick_only,
                                                     .helpers = say_only,
                                                     .store_entries = 2,
                                                     .budget = 100}};
    std::vector<update::tenant_key> keys{{.id = ann.id, .public_key = ann.open, .tenant = 0},
                                         {.id = bob.id, .public_key = bob.open, .tenant = 1}};
    std::vector<std::span<const char>> administrators{};

    byte_string written() const {
        return cbor_of([&](update::cbor::writer& to) {
            update::write_key_set(
                to, {.tenants = tenants, .keys = keys, .administrators = administrators});
        });
    }
};

inline const std::array<update::suit::key, 1>& root_keys() {
    static const std::array<update::suit::key, 1> keys{
        update::suit::key{root.id, platform::signature_scheme::ed25519, root.open}};
    return keys;
}
inline const byte_string& first_key_set() {
    static const byte_string list = tenant_list{}.written();
    return list;
}
inline update::identity identity_with(std::span<const std::uint8_t> list) {
    return {.vendor = {{1}},
            .device_class = {{2}},
            .device = {{3}},
            .roots = root_keys(),
            .first_key_set = list};
}
inline const update::identity& station_identity() {
    static const update::identity about = identity_with(first_key_set());
    return about;
}

/// The device from one loss of power to the next.
struct station_session {
    station_board board{};
    engine<station_config> host{board};
    crypto::libsodium crypto{};
    hook<station_event, station_config> tick{host, about_tick};
    hook<station_event, station_config> alarm{host, about_alarm};
    station_updates updates;

    explicit station_session(flash& storage)
        : updates{host, board, storage, crypto, station_identity()} {}

    /// What the containers of the hook say; -1 for none.
    std::int64_t fire(std::uint64_t value = 0) {
        station_event event{value};
        return tick.fire(event).value;
    }
};

/// A device: what storage keeps, and what goes when power does.
struct station {
    flash storage{storage_bytes};
    std::unique_ptr<station_session> now;
    result<void> recovered;

    station() { restart(); }
    /// With what another has in storage, and not started yet.
    explicit station(const flash& contents) : storage{contents} {}

    void restart() {
        storage.power_on();
        restart_as_it_is();
    }
    /// Of a device that may be without power.
    void restart_as_it_is() {
        now.reset();
        now = std::make_unique<station_session>(storage);
        recovered = now->updates.recover();
    }
    /// Lets new containers run as often as it takes.
    void end_trials() {
        for (std::uint32_t i = 0; i < station_config::trial_runs; ++i) {
            now->fire();
        }
        REQUIRE(now->updates.poll());
    }
    station_session* operator->() { return now.get(); }

    /// Sends an envelope in blocks.
    result<update::step> send(std::span<const std::uint8_t> envelope, std::size_t block = 64,
                              std::uint32_t sender = 1) {
        if (const auto begun = now->updates.begin(sender, true); !begun) {
            return {begun.error(), begun.at()};
        }
        for (std::size_t at = 0; at < envelope.size(); at += block) {
            const auto said =
                now->updates.take(envelope.subspan(at, std::min(block, envelope.size() - at)));
            if (!said) {
                return said;
            }
        }
        return now->updates.end();
    }
};

/// The image of a program.
template <class Text>
byte_string image_of(const Text& text) {
    byte_string out(4096);
    const auto size =
        image::write(image::layout::fc32, {.text = std::span<const std::uint8_t>{text}}, out);
    REQUIRE(size);
    out.resize(*size);
    return out;
}
template <fixed_string Source>
byte_string image_from() {
    return image_of(assembled<Source>);
}
/// A program that is assembled when the test runs.
inline std::vector<std::uint8_t> text_from(const std::string& source) {
    std::vector<std::uint8_t> out(4096);
    const auto size = isa::assemble(source, out);
    REQUIRE(size);
    out.resize(*size);
    return out;
}
/// The image of one that returns a number.
inline byte_string image_returning(int number) {
    return image_of(text_from("r0 = " + std::to_string(number) + "\nexit"));
}

/// Ready to be sent to a slot, for the hook `tick`.
inline shipment for_tick(byte_string image, std::uint64_t sequence = 1, std::uint8_t slot = 0) {
    shipment out;
    out.image = std::move(image);
    out.sequence = sequence;
    out.slot = slot;
    out.hook = tick_id;
    return out;
}

inline std::string name_of(errc error) { return describe(error).name; }

} // namespace fc::test
