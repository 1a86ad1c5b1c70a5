// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/catch.hpp"

#include <femto/abi/coap_response.hpp>
#include <femto/abi/contexts.hpp>
#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>
#include <femto/image/elf.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace fc::test {

/// A firmware that has everything and remembers what containers did to it.
struct board {
    std::uint32_t ms = 0;
    std::uint32_t us = 0;
    std::string printed;
    std::string shown;
    std::vector<std::pair<std::uint8_t, platform::reading>> devices;
    std::string pins;
    bool has_display = true;

    using request = abi::coap_response;

    std::uint32_t now_ms() const { return ms; }
    std::uint32_t now_us() const { return us; }
    void write_text(std::span<const char> text) { printed.append(text.data(), text.size()); }

    std::size_t device_count() const { return devices.size(); }
    std::uint8_t device_type(std::size_t index) const { return devices[index].first; }
    std::int32_t read_device(std::size_t index, platform::reading& out) const {
        out = devices[index].second;
        return devices[index].first == 0 ? -5 : 2;
    }
    std::int32_t write_device(std::size_t index, const platform::reading& data) {
        devices[index].second = data;
        return devices[index].first == 0 ? -5 : 3;
    }

    // Port 1 is for containers: pin 3 is high, the others are low.
    bool make_input(std::uint32_t port, std::uint32_t pin) {
        pins += "input " + std::to_string(port) + "." + std::to_string(pin) + " ";
        return port == 1;
    }
    std::int32_t read_pin(std::uint32_t port, std::uint32_t pin) const {
        return port == 1 ? (pin == 3 ? 1 : 0) : -1;
    }
    bool write_pin(std::uint32_t port, std::uint32_t pin, bool high) {
        pins += (high ? "high " : "low ") + std::to_string(port) + "." + std::to_string(pin) + " ";
        return port == 1;
    }

    bool start_display() const { return has_display; }
    bool clear_display() {
        shown.clear();
        return has_display;
    }
    bool show_text(std::span<const char> text) {
        shown.append(text.data(), text.size());
        return has_display;
    }
    bool move_cursor(std::uint8_t row, std::uint8_t column) {
        shown += "@" + std::to_string(row) + "," + std::to_string(column) + " ";
        return row < 2;
    }
    platform::key read_key(std::uint32_t input) const {
        return input == 2 ? platform::key::left : platform::key::none;
    }
};

template <class Memory>
struct device_with : engine_defaults<board> {
    static constexpr std::size_t store_entries = 3;
    using memory = Memory;
    using helpers = abi::helpers<board>;
};
using device = device_with<memory::segmented<4>>;

/// What calls.c is given.
struct call {
    std::uint64_t a = 0, b = 0, c = 0, d = 0, e = 0;
    std::array<std::uint8_t, 88> bytes{};

    call& with(std::string_view text, std::size_t at = 0) {
        std::memcpy(bytes.data() + at, text.data(), text.size());
        return *this;
    }
    std::string text(std::size_t size, std::size_t at = 0) const {
        return {reinterpret_cast<const char*>(bytes.data()) + at, size};
    }
    template <class T>
    T get(std::size_t at = 0) const {
        T value;
        std::memcpy(&value, bytes.data() + at, sizeof value);
        return value;
    }
};
/// Where its bytes are, as containers see it.
inline constexpr std::uint64_t bytes_at = (std::uint64_t{2} << 24) + 40;
inline constexpr std::uint64_t bytes_end = bytes_at + 88;

/// A container out of an object file, and the memory it lies in.
class container_file {
public:
    container_file(const std::string& path, const char* function) {
        std::ifstream file{path, std::ios::binary};
        REQUIRE(file);
        object_ = {std::istreambuf_iterator<char>{file}, {}};
        const auto needs = image::measure_elf(object_);
        REQUIRE(needs);
        buffer_.resize(needs->bytes);
        relocations_.resize(needs->relocations);
        const auto loaded = image::load_elf(object_, buffer_, relocations_, {.function = function});
        REQUIRE(loaded);
        sections = loaded->sections;
    }

    std::span<const std::uint8_t> object() const { return object_; }

    fc::sections sections{};

private:
    std::vector<std::uint8_t> object_;
    std::vector<std::uint8_t> buffer_;
    std::vector<relocation> relocations_;
};

inline constexpr hook_description<device> plain_hook{.name = "plain", .default_result = -99};

/// An engine with one tenant that may do everything.
struct stage {
    board firmware{};
    fc::engine<device> engine{firmware};
    tenant_id tenant = *engine.add_tenant({.helpers = helper_set<device::helpers>::all(),
                                           .hooks = hook_set::all(),
                                           .budget = 1'000'000,
                                           .store_entries = 3});
    std::array<std::uint8_t, 256> data{};

    container_id load(const container_file& from) {
        const auto made =
            engine.load(tenant, from.sections, data, helper_set<device::helpers>::all());
        REQUIRE(made);
        return *made;
    }
    /// Runs a function once, as a container of its own.
    result<std::uint64_t> run(const std::string& path, const char* function, const context& about,
                              abi::coap_response* with = nullptr) {
        const container_file file{path, function};
        const container_id id = load(file);
        const auto r0 = engine.run(id, about, with);
        REQUIRE(engine.unload(id));
        return r0;
    }
};

/// calls.c by each compiler and for each CPU level there is.
inline constexpr const char* calls[] = {
#include "calls.inc"
};

} // namespace fc::test
