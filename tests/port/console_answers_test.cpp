// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "console_device.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// What the console says, where it once misled the person who read it.

namespace fc::test {
namespace {

constexpr const auto& asks = assembled<"call 0x7777\nexit">;

TEST_CASE("the fault that puts a container into quarantine says so, and no other", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    on.device.answer(load(wild));
    on.device.answer("start slot timer\n");
    number event{};
    on.device.on_timer.fire(event);
    on.device.board.said.clear();
    on.device.commands.announce_faults();
    CHECK(on.device.board.said.find("quarantine") == std::string::npos);
    on.device.on_timer.fire(event);
    on.device.on_timer.fire(event);
    on.device.board.said.clear();
    on.device.commands.announce_faults(); // of both at once
    CHECK(on.device.board.said.find(" (illegal_memory, instruction 2)\nfault 3: ") !=
          std::string::npos);
    CHECK(on.device.board.said.ends_with(" (illegal_memory, instruction 2), in quarantine\n> "));
}

TEST_CASE("a helper that the firmware lacks is no fault of a hook, and its id is in hex",
          "[console]") {
    fresh_device on;
    on.device.commands.begin();
    CHECK(on.device.answer(load(asks)) ==
          "refused: slot: the container asks for a helper that this firmware does not have "
          "(helper_not_offered, helper 0x7777)\n");
}

TEST_CASE("a refusal begins with its keyword, over a reset as well", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    CHECK(on.device.answer(load(hostile)).starts_with("refused: slot: "));
    const auto image = image_of(hostile);
    on.device.slot.begin();
    for (const std::uint8_t each : image) {
        REQUIRE(on.device.slot.add(each));
    }
    on.device.slot.end();
    device_on again{on.memory};
    again.commands.begin();
    CHECK(again.board.said.find("\nrefused: slot, kept over the reset: r10 cannot be written ") !=
          std::string::npos);
}

TEST_CASE("sixteen bytes with spaces between them are a context", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    CHECK(on.device.answer("run double 01 00 00 00 00 00 00 00 08 09 0a 0b 0c 0d 0e 0f\n") ==
          "r0 = 2 (0x2)\ncontext 02 00 00 00 00 00 00 00 08 09 0a 0b 0c 0d 0e 0f\n");
    CHECK(on.device.answer("run double " + std::string(130, '0') + "\n") ==
          "error: there is room for 64 bytes\n");
}

TEST_CASE("a run that faults or is refused shows no context", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    CHECK(on.device.answer("run double 00\n").find("context") == std::string::npos);
    on.device.answer("start double\n");
    CHECK(on.device.answer("run double 00\n") ==
          "refused: the container is not in a state in which that can be done "
          "(wrong_state, state started)\n");
}

TEST_CASE("to stop what has finished is told as that", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    on.device.answer(load(assembled<"r0 = 1\nexit">));
    CHECK(on.device.answer("start slot\n") == "done\n");
    CHECK(on.device.engine.poll(10) == 0);
    CHECK(on.device.answer("list\n").find("slots, finished\n") != std::string::npos);
    CHECK(on.device.answer("stop slot\n") == "error: slot has finished already\n");
}

TEST_CASE("what is wrong with a state, a field, a hook or a budget has its unit", "[console]") {
    struct row {
        errc error;
        std::uint32_t at;
        std::string_view where;
    };
    for (const row& each :
         {row{errc::wrong_state, static_cast<std::uint32_t>(container_state::quarantined),
              ", state in quarantine)\n"},
          row{errc::abi_mismatch, 2, ", field 2)\n"}, row{errc::abi_mismatch, 0, ", helpers)\n"},
          row{errc::hook_not_granted, 0, ", hook 0)\n"},
          row{errc::budget_not_granted, 200, ", at most 200)\n"},
          row{errc::buffer_too_small, 8, ", needs 8 bytes)\n"},
          row{errc::helper_not_granted, 33, ", helper 0x21)\n"},
          row{errc::tasks_full, 1, ", room for 1)\n"}, row{errc::illegal_length, 7, ", byte 7)\n"},
          row{errc::nesting_exceeded, 0, "(nesting_exceeded)\n"}}) {
        CAPTURE(each.where);
        written_board board;
        port::say_refusal(board, result<void>{each.error, each.at});
        CHECK(board.said.ends_with(each.where));
        CHECK(board.said.find(", at ") == (each.error == errc::budget_not_granted
                                               ? board.said.find(", at most ")
                                               : std::string::npos));
    }
}

TEST_CASE("a name that is longer than its column does not run into the next", "[console]") {
    struct row {
        std::string_view name;
        std::string_view said;
    };
    for (const row& each :
         {row{"count", "count       flash"}, row{"climate_all", "climate_all flash"},
          row{"climate_alarm", "climate_alarm flash"}}) {
        written_board board;
        port::say(board, port::in_column{each.name, 12}, "flash");
        CHECK(board.said == each.said);
    }
}

TEST_CASE("a hook that found no room is told of, and is not listed as if it had", "[console]") {
    written_board board;
    fc::engine<console_device> engine{board};
    const hook_description<console_device> about{.name = "each"};
    const hook_description<console_device> about_last{.name = "last"};
    REQUIRE(engine.add_tenant({.hooks = hook_set::all()}));
    std::array<hook_base<console_device>*, console_device::hooks + 1> hooks{};
    std::vector<std::unique_ptr<hook<number, console_device>>> made;
    for (std::size_t i = 0; i < hooks.size(); ++i) {
        made.push_back(std::make_unique<hook<number, console_device>>(
            engine, i + 1 == hooks.size() ? about_last : about));
        hooks[i] = made.back().get();
    }
    port::container_place places[] = {{.name = "double", .built_in = &built_doubles}};
    port::command_line<console_device> commands{engine, board, places, hooks};
    commands.begin();
    CHECK(board.said.starts_with("error: hook last: there is no room for another hook "
                                 "(hooks_full)\n"));
    board.said.clear();
    commands.execute(port::text_of("hooks"));
    CHECK(board.said.ends_with(
        "each\nlast, unusable: there is no room for another hook (hooks_full)\n"));
    board.said.clear();
    commands.execute(port::text_of("start double last"));
    CHECK(board.said == "error: hook last: there is no room for another hook (hooks_full)\n");
}

} // namespace
} // namespace fc::test
