// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "console_device.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace fc::test {
namespace {

TEST_CASE("a person lists, starts, stops and runs what is compiled in", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    CHECK(on.device.board.said == "double: loaded, 4 slots\n> ");
    struct row {
        std::string_view line;
        std::string_view answer;
    };
    for (const row& each :
         {row{"list\n", "double      flash  4 slots, loaded\nslot        RAM    empty\n"},
          row{"hooks\n", "timer\n"}, row{"start double timer\n", "done\n"},
          row{"list\n", "double      flash  4 slots, attached to timer\n"
                        "slot        RAM    empty\n"},
          row{"start double timer\n",
              "refused: the container is not in a state in which that can be done "
              "(wrong_state, state attached)\n"},
          row{"run double 2a00000000000000\n", "r0 = 84 (0x54)\ncontext 54 00 00 00 00 00 00 00\n"},
          row{"run double 2A 0000 00 00 00 00 00\n",
              "r0 = 84 (0x54)\ncontext 54 00 00 00 00 00 00 00\n"},
          row{"stats double\n", "runs 2, instructions 8, faults 0, budget 100\n"},
          row{"stop double\n", "done\n"}, row{"unload double\n", "done\n"},
          row{"run double\n", "error: double is not loaded\n"},
          row{"load double\n", "double: loaded, 4 slots\n"},
          row{"load double\n", "error: double is loaded; unload it first\n"},
          row{"poke a b\n", "poked 2\n"}, row{"  \n", ""}}) {
        CAPTURE(each.line);
        CHECK(on.device.answer(each.line) == each.answer);
    }
}

TEST_CASE("each command has its line in the help, those of the firmware as well", "[console]") {
    fresh_device on;
    const std::string help = on.device.answer("help\n");
    for (const auto& each : port::container_command_table<console_device>) {
        CAPTURE(each.name);
        CHECK(("\n" + help).find("\n" + std::string{each.name} + " ") != std::string::npos);
        CHECK(help.find(each.about) != std::string::npos);
    }
    CHECK(help.ends_with("poke    [WHAT]        pokes\n"));
}

TEST_CASE("what a person gets wrong is an error, and nothing else", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    struct row {
        std::string_view line;
        std::string_view answer;
    };
    for (const row& each :
         {row{"dance\n", "error: there is no command dance; help lists them\n"},
          row{"start\n", "error: usage: start NAME [HOOK]\n"},
          row{"start double timer now\n", "error: usage: start NAME [HOOK]\n"},
          row{"load\n", "error: usage: load NAME\n"},
          row{"load slot 1 2 3 4 5 6 7 8 9 10 11 12 13\n", "error: usage: load NAME\n"},
          row{"stats nobody\n", "error: there is no container nobody; list has them\n"},
          row{"start slot timer\n", "error: slot is not loaded\n"},
          row{"start double dawn\n", "error: there is no hook dawn; hooks lists them\n"},
          row{"run double 1\n", "error: bytes are two hexadecimal digits each\n"},
          row{"run double xy\n", "error: bytes are two hexadecimal digits each\n"},
          row{"load slot\nhello\n00\n.\n",
              "error: this line is no hex\nerror: nothing was loaded\n"},
          row{"load slot\n.\n", "refused: slot: it ends before its own description says "
                                "(truncated, byte 0)\n"},
          row{"list\n", "double      flash  4 slots, loaded\nslot        RAM    empty\n"}}) {
        CAPTURE(each.line);
        CHECK(on.device.answer(each.line) == each.answer);
    }
}

TEST_CASE("an image comes in as lines of hex, is verified and runs", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    CHECK(on.device.answer(load(doubles)) == "slot: loaded, 4 slots\n");
    CHECK(on.device.answer("start slot timer\n") == "done\n");
    number event{4};
    on.device.on_timer.fire(event);
    CHECK(event.value == 8);
    CHECK(on.device.answer("load slot\n") == "error: slot is loaded; unload it first\n");
    CHECK(on.device.answer("unload slot\n") == "done\n");
    CHECK(on.device.answer(load(hostile)) ==
          "refused: slot: r10 cannot be written (frame_pointer_write, instruction 1)\n");
    CHECK(on.device.answer("start slot timer\n") == "error: slot is not loaded\n");
}

TEST_CASE("an image that has no room is refused, and the rest of it is not taken for commands",
          "[console]") {
    fresh_device on;
    on.device.commands.begin();
    const std::string line(64, '0');
    CHECK(on.device.answer("load slot\n" + line + "\n" + line + "\n" + line + "\n" + line + "\n" +
                           line + "\nlist\n.\n") ==
          "error: slot has room for 116 bytes\nerror: nothing was loaded\n");
    CHECK(on.device.answer(load(doubles)) == "slot: loaded, 4 slots\n");
}

TEST_CASE("a fault is told of once, wherever it happens", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    CHECK(on.device.answer(load(wild)) == "slot: loaded, 4 slots\n");
    const std::string fault = " (illegal_memory, instruction 2)\n";
    const std::string said = on.device.answer("run slot\n");
    CHECK(said.starts_with("fault 1: slot at -: "));
    CHECK(said.ends_with(fault));
    CHECK(on.device.answer("start slot timer\n") == "done\n");
    number event{};
    on.device.on_timer.fire(event);
    on.device.type("li");
    on.device.board.said.clear();
    on.device.commands.announce_faults();
    CHECK(on.device.board.said.starts_with("\nfault 2: slot at timer: "));
    CHECK(on.device.board.said.ends_with("\n> li"));
    on.device.board.said.clear();
    on.device.commands.announce_faults();
    CHECK(on.device.board.said.empty());
    CHECK(on.device.answer("faults\n") ==
          "1 slot at -: --slot 2 --cause illegal_memory --registers "
          "0,12345678,0,0,0,0,0,0,0,0,1000000\n"
          "2 slot at timer: --slot 2 --cause illegal_memory --registers "
          "0,12345678,8,0,0,0,0,0,0,0,1000000\n");
    for (int i = 0; i < 4; ++i) { // the third in a row puts it into quarantine
        on.device.on_timer.fire(event);
    }
    CHECK(on.device.answer("list\n").find("slot        RAM    4 slots, in quarantine\n") !=
          std::string::npos);
    CHECK(on.device.answer("release slot\n") == "done\n");
    CHECK(on.device.answer("list\n").find("attached to timer\n") != std::string::npos);
}

TEST_CASE("faults of which no report was kept are counted", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    on.device.answer(load(wild));
    const auto run = [&] {
        static_cast<void>(on.device.engine.run(on.device.places[1].container.id));
        static_cast<void>(on.device.engine.release(on.device.places[1].container.id));
    };
    for (int i = 0; i < 5; ++i) {
        run();
    }
    on.device.board.said.clear();
    on.device.commands.announce_faults();
    CHECK(on.device.board.said.starts_with("\nerror: of 3 faults there is no report\nfault 4: "));
    CHECK(on.device.board.said.find("\nfault 5: ") != std::string::npos);
}

TEST_CASE("a container that runs away is stopped by its budget", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    on.device.answer(load(endless));
    CHECK(on.device.answer("run slot\n").ends_with(" (budget_exhausted, instruction 0)\n"));
    CHECK(on.device.answer("start slot\n") == "done\n");
    CHECK(on.device.answer("list\n").find("runs in slices") != std::string::npos);
    CHECK(on.device.engine.poll(10) == 1);
    CHECK(on.device.answer("stop slot\n") == "done\n");
}

TEST_CASE("a line is shown as it is typed, corrected, and refused when it is too long",
          "[console]") {
    fresh_device on;
    on.device.commands.begin();
    CHECK(on.device.type("pokf\be\r\n") == "pokf\b \be\npoked 0\n> ");
    CHECK(on.device.type("\b\x7f\n") == "\n> ");
    CHECK(on.device.type("po\x03") == "po^C\n> ");
    CHECK(on.device.type(std::string(80, 'x') + "\n") ==
          std::string(80, 'x') + "\nerror: a line has 79 characters at most\n> ");
    CHECK(on.device.type("poke\n") == "poke\npoked 0\n> ");
    CHECK(on.device.board.pokes == 2);
}

TEST_CASE("a load of which a line was too long or lost comes to nothing", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    on.device.type("load slot\n" + std::string(80, '0') + "\n");
    CHECK(on.device.type(hex_of(image_of(doubles)) + ".\n")
              .ends_with("error: nothing was loaded\n> "));
    on.device.type("load slot\n");
    on.device.commands.note_lost_characters();
    CHECK(on.device.type(hex_of(image_of(doubles)) + ".\n")
              .ends_with("error: nothing was loaded\n> "));
    on.device.type("load slot\n00\x03");
    CHECK(on.device.answer("list\n").find("slot        RAM    empty") != std::string::npos);
}

TEST_CASE("a command of which characters were lost is not done", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    on.device.type("load slot\n" + hex_of(image_of(doubles)) + ".\n");
    on.device.type("unload sl");
    on.device.commands.note_lost_characters();
    CHECK(on.device.type("ot\n").ends_with("error: characters of this line were lost\n> "));
    CHECK(on.device.answer("list\n").find("slot        RAM    empty") == std::string::npos);
    on.device.type("unload slot\n"); // the next line is whole
    CHECK(on.device.answer("list\n").find("slot        RAM    empty") != std::string::npos);
}

TEST_CASE("a slot keeps a whole image over a reset, and never half of one", "[console]") {
    const std::vector<std::uint8_t> bytes = image_of(doubles);
    alignas(8) std::array<std::uint8_t, 128> memory{};
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        CAPTURE(cut);
        memory.fill(0xA5); // noise is nothing
        port::ram_slot slot{memory};
        CHECK(slot.look() == port::ram_slot::state::empty);
        for (int round = 0; round < 2; ++round) { // into an empty slot, and over an image
            slot.begin();
            for (std::size_t i = 0; i < cut; ++i) {
                REQUIRE(slot.add(bytes[i]));
            }
            const port::ram_slot after_reset{memory};
            CHECK(after_reset.look() == port::ram_slot::state::incomplete);
            CHECK(after_reset.image().empty());
            for (std::size_t i = cut; i < bytes.size(); ++i) {
                REQUIRE(slot.add(bytes[i]));
            }
            slot.end();
            CHECK(std::ranges::equal(port::ram_slot{memory}.image(), bytes));
        }
    }
    for (std::size_t at = 4; at < sizeof(port::ram_slot_header) + bytes.size(); ++at) {
        CAPTURE(at);
        memory[at] ^= 1;
        CHECK(port::ram_slot{memory}.look() == port::ram_slot::state::incomplete);
        memory[at] ^= 1;
    }
    device_on again{memory};
    again.commands.begin();
    CHECK(again.board.said ==
          "double: loaded, 4 slots\nkept over the reset: slot: loaded, 4 slots\n> ");
}

TEST_CASE("a device that was reset in the middle of a load says so, and goes on", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    on.device.type("load slot\n00112233\n");
    device_on again{on.memory};
    again.commands.begin();
    CHECK(again.board.said == "double: loaded, 4 slots\n"
                              "error: slot held half of an image, which is ignored\n> ");
    CHECK(again.answer(load(doubles)) == "slot: loaded, 4 slots\n");
}

TEST_CASE("a table that is full is an error, and what is there goes on", "[console]") {
    fresh_device on;
    on.device.commands.begin();
    for (int i = 0; i < 2; ++i) {
        REQUIRE(on.device.engine.load(tenant_id{0}, {.text = doubles}));
    }
    CHECK(on.device.answer(load(doubles)).find("(containers_full, room for 3)") !=
          std::string::npos);
    CHECK(on.device.answer("run double 0100000000000000\n").starts_with("r0 = 2 "));
}

} // namespace
} // namespace fc::test
