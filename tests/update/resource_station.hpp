// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "update/station.hpp"

#include <femto/management.hpp>
#include <femto/update/cbor/map_reader.hpp>

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fc::test {

namespace resource = update::resource;
using resource::code;
using resource::method;

struct managed_config : station_config, management_defaults {};

template <class Config>
inline constexpr hook_description<Config> about_managed_tick{
    .id = tick_id, .name = "tick", .default_result = -1};
template <class Config>
inline constexpr hook_description<Config> about_managed_alarm{
    .id = alarm_id, .name = "alarm", .default_result = -1};

/// Who sends a request.
struct person {
    const char* name;
    const char* identity;
    bool is_secure;
    std::uint32_t endpoint;
};
inline constexpr person plain{"someone without a key", "", false, 1};
/// Says it is the administrator and has not shown any key.
inline constexpr person liar{"someone who says a name", "operator", false, 2};
inline constexpr person unlisted{"a peer that is not in the list", "eve", true, 3};
inline constexpr person ann_herself{"ann", "ann@laptop", true, 4};
inline constexpr person bob_himself{"bob", "bob@laptop", true, 5};
inline constexpr person operator_herself{"the administrator", "operator", true, 6};

/// The tenants, of whom ann and bob have identities, and an administrator.
inline tenant_list managed_tenants() {
    static const std::array<std::span<const char>, 1> of_ann{text_of(ann_herself.identity)};
    static const std::array<std::span<const char>, 1> of_bob{text_of(bob_himself.identity)};
    tenant_list out;
    out.tenants[0].identities = of_ann;
    out.tenants[1].identities = of_bob;
    out.administrators = {text_of(operator_herself.identity)};
    return out;
}
inline const update::identity& managed_identity() {
    static const byte_string list = managed_tenants().written();
    static const update::identity about = identity_with(list);
    return about;
}

/// A request, with what a test leaves alone as it should be.
struct asking {
    resource::method how = method::get;
    std::string path{};
    byte_string payload{};
    std::vector<std::string> query{};
    std::uint16_t content_format = resource::format::none;
    std::uint16_t accept = resource::format::none;
    resource::block block1{};
    std::uint32_t size1 = 0;
};

/// A response, whole.
struct answered {
    resource::code code;
    std::uint16_t content_format;
    byte_string payload;
    std::uint32_t max_age_s;
    std::uint32_t size1;

    std::string text() const { return {payload.begin(), payload.end()}; }
};

/// Has somebody ask whoever answers.
template <class Handler>
answered ask_of(Handler& whom, const asking& what, const person& who,
                std::size_t room_bytes = 4096) {
    resource::request it;
    it.method = what.how;
    std::size_t from = 0;
    while (from <= what.path.size() && !what.path.empty()) {
        const std::size_t to = std::min(what.path.find('/', from), what.path.size());
        it.path.push({what.path.data() + from, to - from});
        from = to + 1;
    }
    for (const std::string& each : what.query) {
        it.query.push(text_of(each));
    }
    it.content_format = what.content_format;
    it.accept = what.accept;
    it.payload = what.payload;
    it.block1 = what.block1;
    it.size1 = what.size1;
    const std::string_view identity = who.identity;
    it.peer.identity = {reinterpret_cast<const std::uint8_t*>(identity.data()), identity.size()};
    it.peer.is_secure = who.is_secure;
    it.peer.endpoint = who.endpoint;
    byte_string room(room_bytes);
    resource::response out{room};
    whom.handle(it, out);
    REQUIRE_FALSE(out.has_more());
    return {out.code,
            out.content_format,
            {out.payload().begin(), out.payload().end()},
            out.max_age_s,
            out.size1};
}

/// A block of something long.
inline asking block_of(const byte_string& whole, std::size_t number, std::uint16_t block,
                       const char* path) {
    const auto from = whole.begin() + static_cast<std::ptrdiff_t>(number * block);
    const auto left = static_cast<std::size_t>(whole.end() - from);
    const auto size = static_cast<std::ptrdiff_t>(std::min<std::size_t>(block, left));
    return {.how = method::post,
            .path = path,
            .payload = {from, from + size},
            .block1 = {static_cast<std::uint32_t>(number), block, left > block}};
}
/// Sends something long in blocks, up to the first answer that is not 2.31.
template <class Device>
answered send_to(Device& device, const byte_string& whole, const person& who, std::uint16_t block,
                 const char* path) {
    answered last{};
    for (std::size_t number = 0; number * block < whole.size(); ++number) {
        last = device.ask(block_of(whole, number, block, path), who);
        if (last.code != code::continues) {
            break;
        }
    }
    return last;
}

/// A device with a management.
template <class Config = managed_config, class Log = resource::log_ring<64>,
          class Responder = resource::no_responder>
struct managed_station {
    flash storage{updates<Config>::storage_bytes};
    typename Config::platform board{};
    engine<Config> host{board};
    crypto::libsodium crypto{};
    hook<station_event, Config> tick{host, about_managed_tick<Config>};
    hook<station_event, Config> alarm{host, about_managed_alarm<Config>};
    updates<Config> its_updates{host, board, storage, crypto, managed_identity()};
    Log log{};
    management<Config, Log, Responder> manage{its_updates, log, "test bench"};

    managed_station() { REQUIRE(its_updates.recover()); }

    std::int64_t fire(std::uint64_t value = 0) {
        station_event event{value};
        return tick.fire(event).value;
    }

    answered ask(const asking& what, const person& who = operator_herself,
                 std::size_t room_bytes = 4096) {
        return ask_of(manage, what, who, room_bytes);
    }
    answered get(const std::string& path, const person& who = operator_herself) {
        return ask({.path = path}, who);
    }
    answered post(const std::string& path, const person& who = operator_herself,
                  const byte_string& payload = {}) {
        return ask({.how = method::post, .path = path, .payload = payload}, who);
    }
    answered push(const byte_string& envelope, const person& who = plain,
                  std::uint16_t block = 64) {
        return send_to(*this, envelope, who, block, "femto/install");
    }
    answered push_block(const byte_string& envelope, std::size_t number, std::uint16_t block,
                        const person& who = plain) {
        return ask(block_of(envelope, number, block, "femto/install"), who);
    }

    std::uint32_t refused() const {
        std::uint32_t out = 0;
        for (const std::uint32_t each : manage.counts().refusals) {
            out += each;
        }
        return out;
    }

    /// All that a request could change of what runs.
    std::string state() const {
        std::string out;
        for (std::size_t i = 0; i < Config::slots; ++i) {
            const auto& it = its_updates.record(i);
            const auto runs = host.info(its_updates.container(i));
            out += it.has_image() ? std::to_string(it.image().sequence) : "free";
            out += it.stopped ? " stopped " : " ";
            out += runs ? std::to_string(static_cast<int>(runs->state)) + "." +
                              std::to_string(runs->done.runs)
                        : "gone";
            out += ", ";
        }
        return out + std::to_string(its_updates.list().sequence);
    }
};

/// An item of CBOR, for tests to look into.
struct item {
    std::variant<std::monostate, std::int64_t, std::uint64_t, bool, byte_string, std::string,
                 std::vector<item>, std::map<resource::key, item>>
        value;

    bool has(resource::key at) const { return map().count(at) != 0; }
    const item& operator[](resource::key at) const {
        INFO("key " << resource::keys[static_cast<std::size_t>(at)].name);
        REQUIRE(has(at));
        return map().at(at);
    }
    const std::map<resource::key, item>& map() const {
        return std::get<std::map<resource::key, item>>(value);
    }
    const std::vector<item>& array() const { return std::get<std::vector<item>>(value); }
    std::uint64_t number() const { return std::get<std::uint64_t>(value); }
    std::int64_t integer() const {
        return std::holds_alternative<std::int64_t>(value) ? std::get<std::int64_t>(value)
                                                           : static_cast<std::int64_t>(number());
    }
    bool flag() const { return std::get<bool>(value); }
    const byte_string& bytes() const { return std::get<byte_string>(value); }
    const std::string& text() const { return std::get<std::string>(value); }
};

inline item read_item(update::cbor::reader& from) {
    using update::cbor::type;
    item out;
    const auto of = from.peek();
    REQUIRE(of);
    switch (*of) {
    case type::uint: out.value = *from.uint(); break;
    case type::nint: out.value = *from.integer(); break;
    case type::bytes: {
        const auto it = *from.bytes();
        out.value = byte_string(it.begin(), it.end());
        break;
    }
    case type::text: {
        const auto it = *from.text();
        out.value = std::string(it.begin(), it.end());
        break;
    }
    case type::simple: out.value = *from.boolean(); break;
    case type::array: {
        std::vector<item> items;
        for (auto left = *from.array(); left != 0; --left) {
            items.push_back(read_item(from));
        }
        out.value = std::move(items);
        break;
    }
    case type::map: {
        std::map<resource::key, item> pairs;
        auto reader = update::cbor::map_reader::open(from);
        REQUIRE(reader);
        std::int64_t key = 0;
        for (auto more = reader->next_int(key); more && *more; more = reader->next_int(key)) {
            REQUIRE(resource::find_key_row(static_cast<std::uint64_t>(key)) != nullptr);
            pairs[static_cast<resource::key>(key)] = read_item(from);
        }
        REQUIRE(reader->left() == 0);
        out.value = std::move(pairs);
        break;
    }
    default: FAIL("an item of no use here");
    }
    return out;
}
/// What an answer holds: one item of deterministic CBOR, and nothing behind it.
inline item read_answer(const answered& from) {
    REQUIRE(from.content_format == resource::format::cbor);
    update::cbor::reader reader{from.payload};
    item out = read_item(reader);
    REQUIRE(reader.end());
    return out;
}

inline std::string code_name(resource::code it) {
    const char* const name = resource::name_of(it);
    return name == nullptr ? std::to_string(static_cast<int>(it)) : name;
}

} // namespace fc::test
