// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/assembled.hpp"
#include "support/catch.hpp"

#include <femto/engine.hpp>
#include <femto/image/write.hpp>
#include <femto/port/console/command_line.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace fc::test {

struct written_board {
    std::string said{};
    int pokes = 0;

    void write_text(std::span<const char> text) { said.append(text.data(), text.size()); }
};
struct console_device : engine_defaults<written_board> {
    static constexpr std::size_t containers = 3;
    static constexpr std::size_t tasks = 1;
    static constexpr std::size_t fault_reports = 2;
    static constexpr std::uint32_t budget = 100;
};
struct number {
    std::uint64_t value;
};

inline constexpr const auto& doubles =
    assembled<"r0 = *(u64 *)(r1 + 0)\nr0 *= 2\n*(u64 *)(r1 + 0) = r0\nexit">;
inline constexpr const auto& wild = assembled<"r1 = 0x12345678 ll\nr0 = *(u8 *)(r1 + 0)\nexit">;
inline constexpr const auto& endless = assembled<"goto -1\nexit">;
inline constexpr const auto& hostile = assembled<"r0 = 0\nr10 = 5\nexit">;

template <class Text>
constexpr image::compiled_in built(const Text& text) {
    image::compiled_in out{};
    out.text = text;
    return out;
}
inline constexpr image::compiled_in built_doubles = built(doubles);

/// An image as people send it.
template <class Text>
std::vector<std::uint8_t> image_of(const Text& text) {
    std::vector<std::uint8_t> out(512);
    const auto size = image::write(image::layout::fc32, sections{.text = text},
                                   std::span<const image::named_slot>{}, {}, out);
    REQUIRE(size);
    out.resize(*size);
    return out;
}
inline std::string hex_of(const std::vector<std::uint8_t>& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        out += digits[bytes[i] >> 4U];
        out += digits[bytes[i] & 15U];
        out += i % 16 == 15 ? "\n" : "";
    }
    return out + "\n";
}
template <class Text>
std::string load(const Text& text) {
    return "load slot\n" + hex_of(image_of(text)) + ".\n";
}

inline void poke(written_board& on, const port::words& given) {
    ++on.pokes;
    port::say(on, "poked ", given.size() - 1, "\n");
}
inline constexpr port::firmware_command<written_board> own[] = {{"poke", "[WHAT]", "pokes", poke}};

/// A device, as a reset leaves it: `memory` outlives it.
struct device_on {
    explicit device_on(std::span<std::uint8_t> memory) : slot{memory} {
        static_cast<void>(engine.add_tenant({.hooks = hook_set::all()}));
    }
    std::string type(std::string_view keys) {
        board.said.clear();
        for (const char each : keys) {
            commands.take(each);
        }
        return board.said;
    }
    /// What is said to lines, without what was typed.
    std::string answer(std::string_view lines) {
        board.said.clear();
        while (!lines.empty()) {
            const std::size_t end = lines.find('\n');
            commands.execute({lines.data(), end});
            lines.remove_prefix(end + 1);
        }
        return board.said;
    }

    written_board board{};
    fc::engine<console_device> engine{board};
    hook_description<console_device> about{.name = "timer"};
    hook<number, console_device> on_timer{engine, about};
    port::ram_slot slot;
    std::array<port::container_place, 2> places{
        {{.name = "double", .built_in = &built_doubles}, {.name = "slot", .slot = &slot}}};
    std::array<hook_base<console_device>*, 1> hooks{&on_timer};
    port::command_line<console_device> commands{engine, board, places, hooks, own};
};
struct fresh_device {
    alignas(8) std::array<std::uint8_t, 128> memory{};
    device_on device{memory};
};

} // namespace fc::test
