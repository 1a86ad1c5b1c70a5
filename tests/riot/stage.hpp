// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "host_seam.hpp"

#include "support/assembled.hpp"
#include "support/catch.hpp"

#include <femto/image/write.hpp>

#include <array>
#include <cstdint>
#include <span>

namespace fc::test {

/// An image of a program, as it comes from `femto pack`.
struct packed {
    alignas(8) std::array<std::uint8_t, 512> bytes{};
    std::size_t size = 0;

    explicit packed(const sections& parts, const image::extras& more = {}) {
        const auto written = image::write(image::layout::fc32, parts,
                                          std::array<image::named_slot, 0>{}, more, bytes);
        REQUIRE(written);
        size = *written;
    }
    explicit packed(std::span<const std::uint8_t> text) : packed(sections{.text = text}) {}

    femto_image_t named(const char* name) const {
        return {name, bytes.data(), size, nullptr, 0, FEMTO_TENANT_FIRMWARE};
    }
};

/// The module as it is after it began, without containers: there is but one in a process, which
/// has no way back to before that.
struct stage {
    stage() {
        unload_all();
        std::uint32_t key = 0;
        std::uint32_t value = 0;
        while (femto_store_entry(0, &key, &value) == 0) {
            REQUIRE(femto_store_erase(key) == 0);
        }
        host() = {};
        REQUIRE(femto_init() == 0);
    }
    ~stage() {
        host().is_in_isr = false;
        CHECK(host().masked == 0);
        CHECK(host().locked == 0);
        unload_all();
    }
    stage(const stage&) = delete;
    stage& operator=(const stage&) = delete;

    static void unload_all() {
        for (auto each = femto_next(-1); each >= 0; each = femto_next(-1)) {
            REQUIRE(femto_unload(each) == 0);
        }
    }

    femto_container_t load(const packed& from, const char* name = "it") {
        const femto_image_t image = from.named(name);
        const auto made = femto_load(&image, nullptr);
        REQUIRE(made >= 0);
        return made;
    }
    femto_container_t attach(const packed& from, femto_hook_t to, const char* name = "it") {
        const auto made = load(from, name);
        REQUIRE(femto_attach(made, to, nullptr) == 0);
        return made;
    }
    static femto_info_t info(femto_container_t of) {
        femto_info_t out{};
        REQUIRE(femto_info(of, &out) == 0);
        return out;
    }
};

/// What a hook of the application's own needs at least.
inline femto_hook_params_t about(const char* name) {
    femto_hook_params_t out{};
    out.name = name;
    return out;
}

/// One that is fired by threads, and one by interrupts. What is added stays, so all tests share them.
inline femto_hook_t thread_hook() {
    static const femto_hook_t it = [] {
        auto params = about("pressed");
        params.default_result = -7;
        return femto_hook_add(&params);
    }();
    return it;
}
inline femto_hook_t isr_hook() {
    static const femto_hook_t it = [] {
        auto params = about("edge");
        params.default_result = -8;
        params.budget = 500;
        params.from_isr = true;
        params.read_only = true;
        return femto_hook_add(&params);
    }();
    return it;
}

/// Gives the first byte of its context, and adds one to it.
inline constexpr const auto& count_up = assembled<R"(
    r0 = *(u8 *)(r1 + 0)
    r2 = r0
    r2 += 1
    *(u8 *)(r1 + 0) = r2
    exit
)">;
inline constexpr const auto& forty_two = assembled<"r0 = 42\nexit">;
inline constexpr const auto& for_ever = assembled<"goto -1">;
/// Reads where nothing is.
inline constexpr const auto& wild = assembled<R"(
    r1 = 64
    r0 = *(u64 *)(r1 + 0)
    exit
)">;

} // namespace fc::test
