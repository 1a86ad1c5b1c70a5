// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "rig.hpp"

#include <limits>

namespace fc::test {
namespace {

constexpr std::uint64_t minus(std::uint64_t number) { return ~number + 1; }

TEST_CASE("copying much takes more of a tenant's time than copying little") {
    struct row {
        const char* function;
        const char* content;
        std::uint64_t bytes;
        std::uint32_t more; // slots than of no bytes
    };
    const row rows[] = {{"do_memcpy", "", 1, 0},         {"do_memcpy", "", 4, 1},
                        {"do_memcpy", "", 80, 20},       {"do_strlen", "12345678", 0, 2},
                        {"do_printf", "12345678", 0, 4}, {"do_lcd_print", "12345678", 0, 2}};
    for (const row& each : rows) {
        CAPTURE(each.function, each.content, each.bytes);
        const auto slots_of = [&](call about) {
            about.a = each.function == std::string_view{"do_lcd_print"} ? 1 : bytes_at;
            about.b = bytes_at;
            const container_file file{calls[0], each.function};
            stage on;
            const container_id id = on.load(file);
            REQUIRE(on.engine.run(id, bytes_of(about)));
            return on.engine.info(id)->done.instructions;
        };
        CHECK(slots_of(call{0, 0, each.bytes}.with(each.content)) == slots_of({}) + each.more);
    }
}

TEST_CASE("each helper gives a container what it says") {
    struct row {
        const char* function;
        call given;
        std::uint64_t expected;
        std::string left; // the beginning of the bytes afterwards
    };
    const std::string word7{"\7\0\0\0", 4};
    const row rows[] = {
        {"do_memcpy", call{bytes_at, bytes_at + 8, 4}.with("wxyz", 8), bytes_at, "wxyz"},
        {"do_memcpy", call{bytes_at + 1, bytes_at, 5}.with("abcde"), bytes_at + 1, "aabcde"},
        {"do_memcpy", call{bytes_at, bytes_at + 1, 5}.with("abcdef"), bytes_at, "bcdeff"},
        {"do_memcpy", call{0, 0, 0}, 0, ""},
        {"do_store_local", {1, 2}, 0, ""},
        {"do_store_global", {1, 2}, 0, ""},
        {"do_store_tenant", {1, 2}, 0, ""},
        {"do_fetch_local", call{1, bytes_at}.with("....."), 0, std::string("\0\0\0\0.", 5)},
        {"do_fetch_global", call{9, bytes_at}.with("..."), 0, word7},
        {"do_fetch_tenant", call{8, bytes_at}.with("..."), 0, word7},
        {"do_now_ms", {}, 0xFFFFFFFE, ""},
        {"do_ztimer_now", {}, 0x80000000, ""},
        {"do_find_nth", {0}, 1, ""},
        {"do_find_nth", {1}, 2, ""},
        {"do_find_nth", {2}, 0, ""},
        {"do_find_nth", {minus(1)}, 0, ""},
        {"do_find_type", {130}, 2, ""},
        {"do_find_type", {131}, 0, ""},
        {"do_saul_read", {2, bytes_at}, 2, std::string("\xFB\xFF\2\0\3\0\4\xFF", 8)},
        {"do_saul_read", call{1, bytes_at}.with("...."), minus(5), "...."},
        {"do_saul_read", call{0, bytes_at}.with("...."), minus(1), "...."},
        {"do_saul_read", {3, bytes_at}, minus(1), ""},
        {"do_saul_read", {0x100000002, bytes_at}, minus(1), ""},
        {"do_saul_write", {2, bytes_at}, 3, ""},
        {"do_saul_write", {7, bytes_at}, minus(1), ""},
        {"do_read_temp", {2, bytes_at}, 2, "\xFB\xFF\xFF\xFF"},
        {"do_read_temp", call{9, bytes_at}.with("...."), minus(1), "...."},
        {"do_s16_dfp", call{bytes_at, minus(1234), minus(2)}.with("zzzzzzzz"), 6, "-12.34zz"},
        {"do_s16_dfp", call{0, minus(1234), minus(2)}.with("zzzz"), 6, "zzzz"},
        {"do_s16_dfp", {bytes_at, 7, 2}, 3, "700"},
        {"do_u32_dec", call{bytes_at, 0xFFFFFFFF}.with("zzzzzzzzzzzz"), 10, "4294967295zz"},
        {"do_u32_dec", call{bytes_at}.with("zz"), 1, "0z"},
        {"do_u32_dec", {0, 100}, 3, ""},
        {"do_strlen", call{bytes_at}.with("twenty-one characters"), 21, ""},
        {"do_strlen", {bytes_at}, 0, ""},
        {"do_gpio_input", {1, 3}, 1, ""},
        {"do_gpio_input", {2, 3}, minus(1), ""},
        {"do_gpio_raw", {1, 3}, 1, ""},
        {"do_gpio_raw", {1, 4}, 0, ""},
        {"do_gpio_raw", {0, 3}, minus(1), ""},
        {"do_gpio_write", {1, 4, 1}, 0, ""},
        {"do_gpio_write", {2, 4, 0}, minus(1), ""},
        {"do_lcd_init", {}, 1, ""},
        {"do_lcd_clear", {1}, 0, ""},
        {"do_lcd_clear", {2}, minus(1), ""},
        {"do_lcd_print", call{1, bytes_at}.with("hello"), 0, ""},
        {"do_lcd_print", call{0, bytes_at}.with("hello"), minus(1), ""},
        {"do_lcd_cursor", {1, 1, 7}, 0, ""},
        {"do_lcd_cursor", {1, 2, 7}, minus(1), ""},
        {"do_lcd_cursor", {1, 256, 7}, minus(1), ""},
        {"do_lcd_cursor", {1, 1, 256}, minus(1), ""},
        {"do_keypad", {2}, 3, ""},
        {"do_keypad", {0}, 4, ""},
        {"do_print_debug", {0xFFFFFFFF}, 0, ""},
    };
    for (const char* const object : calls) {
        for (const row& each : rows) {
            CAPTURE(object, each.function, each.given.a, each.given.b, each.given.c);
            stage on;
            on.firmware.ms = 0xFFFFFFFE;
            on.firmware.us = 0x80000000;
            on.firmware.devices = {{0, {}}, {130, {{-5, 2, 3}, 4, -1}}};
            const store_user user{200, on.tenant.index, 3};
            REQUIRE(on.engine.store().put(user, store_scope::global, 9, 7));
            REQUIRE(on.engine.store().put(user, store_scope::tenant, 8, 7));
            call about = each.given;
            const auto r0 = on.run(object, each.function, bytes_of(about));
            REQUIRE(r0);
            CHECK(*r0 == each.expected);
            CHECK(about.text(each.left.size()) == each.left);
        }
    }
}

TEST_CASE("helpers reach the firmware with what the container said") {
    for (const char* const object : calls) {
        CAPTURE(object);
        stage on;
        on.firmware.devices = {{1, {}}};
        const auto run = [&](const char* function, call about) {
            REQUIRE(on.run(object, function, bytes_of(about)));
        };
        run("do_print_debug", {4294967295});
        run("do_print_debug", {0});
        CHECK(on.firmware.printed == "4294967295\n0\n");
        run("do_gpio_input", {1, 2});
        run("do_gpio_raw", {1, 2});
        run("do_gpio_write", {1, 5, 1});
        run("do_gpio_write", {1, 6, 0});
        run("do_gpio_write", {1, 7, 0x100});
        CHECK(on.firmware.pins == "input 1.2 high 1.5 low 1.6 high 1.7 ");
        run("do_lcd_print", call{1, bytes_at}.with("gone"));
        run("do_lcd_clear", {1});
        run("do_lcd_cursor", {1, 1, 7});
        run("do_lcd_print", call{1, bytes_at}.with(std::string(87, 'x')));
        CHECK(on.firmware.shown == "@1,7 " + std::string(abi::shown_max, 'x'));
        run("do_saul_write", call{1, bytes_at}.with({"\1\0\2\0\3\0\x11\xFE", 8}));
        CHECK(on.firmware.devices[0].second.val[2] == 3);
        CHECK(on.firmware.devices[0].second.unit == 0x11);
        CHECK(on.firmware.devices[0].second.scale == -2);
    }
}

TEST_CASE("a display that cannot be started is none") {
    stage on;
    on.firmware.has_display = false;
    call about{1};
    CHECK(*on.run(calls[0], "do_lcd_init", bytes_of(about)) == 0);
    CHECK(*on.run(calls[0], "do_lcd_clear", bytes_of(about)) == minus(1));
}

TEST_CASE("stores give -1, and not a fault, when there is no room") {
    for (const char* const object : calls) {
        CAPTURE(object);
        stage on;
        const store_user user{200, on.tenant.index, 3};
        for (std::uint32_t key = 0; key < 3; ++key) {
            REQUIRE(on.engine.store().put(user, store_scope::global, key, 7));
        }
        call about{1000, 5};
        for (const char* const function :
             {"do_store_local", "do_store_global", "do_store_tenant"}) {
            CHECK(*on.run(object, function, bytes_of(about)) == minus(1));
        }
        about = call{1000, bytes_at}.with("....");
        for (const char* const function :
             {"do_fetch_local", "do_fetch_global", "do_fetch_tenant"}) {
            CHECK(*on.run(object, function, bytes_of(about)) == minus(1));
        }
        CHECK(about.text(4) == "....");
    }
}

// For each pointer of each helper: how many bytes must be there, and whether they are written.
TEST_CASE("a helper is not entered with a pointer that the container may not use") {
    struct row {
        const char* function;
        std::uint64_t call::*pointer;
        call others;
        std::uint64_t size;
        bool writes;
        bool may_be_null;
    };
    const row rows[] = {
        {"do_printf", &call::a, {}, 1, false, false},
        {"do_memcpy", &call::a, {0, bytes_at, 8}, 8, true, false},
        {"do_memcpy", &call::b, {bytes_at, 0, 8}, 8, false, false},
        {"do_fetch_local", &call::b, {1}, 4, true, false},
        {"do_fetch_global", &call::b, {1}, 4, true, false},
        {"do_fetch_tenant", &call::b, {1}, 4, true, false},
        {"do_saul_read", &call::b, {1}, 8, true, false},
        {"do_saul_write", &call::b, {1}, 8, false, false},
        {"do_read_temp", &call::b, {1}, 4, true, false},
        {"do_resp_init", &call::a, {0, 69}, 24, false, false},
        {"do_opt_finish", &call::a, {0, 1}, 24, false, false},
        {"do_add_format", &call::a, {0, 0}, 24, false, false},
        {"do_get_pdu", &call::a, {}, 24, false, false},
        {"do_s16_dfp", &call::a, {0, 1234, minus(2)}, 5, true, true},
        {"do_u32_dec", &call::a, {0, 12345}, 5, true, true},
        {"do_strlen", &call::a, {}, 1, false, false},
        {"do_periodic_wakeup", &call::a, {0, 0}, 4, true, false},
        {"do_lcd_print", &call::b, {1}, 1, false, false},
    };
    struct where {
        const char* what;
        std::uint64_t address;
        bool good;
    };
    for (const char* const object : calls) {
        for (const row& each : rows) {
            const where places[] = {
                {"the last bytes", bytes_end - each.size, true},
                {"one past", bytes_end - each.size + 1, false},
                {"behind the end", bytes_end, false},
                {"null", 0, each.may_be_null},
                {"the last address", std::numeric_limits<std::uint64_t>::max(), false},
                {"one that wraps to a good one", bytes_at | std::uint64_t{1} << 32, false},
                {"one whose end wraps to 0", minus(each.size), false},
                {"no region", std::uint64_t{9} << 24, false},
            };
            for (const where& place : places) {
                CAPTURE(object, each.function, place.what);
                stage on;
                on.firmware.devices = {{1, {{7, 7, 7}, 7, 7}}};
                call about = each.others;
                about.*each.pointer = place.address;
                const call before = about;
                const auto r0 = on.run(object, each.function, bytes_of(about));
                CHECK((r0 ? 0 : static_cast<int>(r0.error())) ==
                      (place.good ? 0 : static_cast<int>(errc::illegal_memory)));
                if (place.good) {
                    continue;
                }
                CHECK(on.firmware.printed.empty());
                CHECK(on.firmware.shown.empty());
                CHECK(on.firmware.devices[0].second.val[0] == 7);
                CHECK(on.firmware.devices[0].second.scale == 7);
                for (const store_entry& entry : on.engine.store().entries()) {
                    CHECK_FALSE(entry.is_used());
                }
                CHECK(about.bytes == before.bytes);
            }
            CAPTURE(object, each.function, "read-only");
            stage on;
            on.firmware.devices = {{1, {}}};
            call about = each.others;
            about.*each.pointer = bytes_at;
            if (each.function == std::string{"do_memcpy"} && !each.writes) {
                continue; // its destination would be read-only too
            }
            const auto r0 = on.run(object, each.function, read_only(bytes_of(about)));
            CHECK((r0 ? 0 : static_cast<int>(r0.error())) ==
                  (each.writes ? static_cast<int>(errc::illegal_memory) : 0));
        }
    }
}

TEST_CASE("pointers are checked alike where they are the host's addresses") {
    struct row {
        const char* function;
        std::size_t b; // where its second argument is
        std::size_t a; // and its first
        std::uint64_t c;
        bool good;
    };
    const row rows[] = {
        {"do_memcpy", 0, 80, 8, true},     {"do_memcpy", 0, 81, 8, false},
        {"do_memcpy", 80, 0, 8, true},     {"do_memcpy", 81, 0, 8, false},
        {"do_s16_dfp", 0, 87, 0, true},    {"do_s16_dfp", 0, 88, 0, false},
        {"do_strlen", 0, 87, 0, true},     {"do_strlen", 0, 88, 0, false},
        {"do_printf", 87, 0, 0, true},     {"do_printf", 88, 0, 0, false},
        {"do_printf", 0, 88, 0, false},    {"do_saul_read", 80, 0, 0, true},
        {"do_saul_read", 81, 0, 0, false},
    };
    using listed = device_with<memory::allow_list<4>>;
    for (const row& each : rows) {
        CAPTURE(each.function, each.a, each.b);
        board firmware;
        fc::engine<listed> engine{firmware};
        const auto all = helper_set<listed::helpers>::all();
        const auto tenant = engine.add_tenant({.helpers = all, .budget = 100'000});
        const container_file file{calls[0], each.function};
        std::array<std::uint8_t, 64> data{};
        const auto id = engine.load(*tenant, file.sections, data, all);
        REQUIRE(id);
        call about;
        about.with("%s");
        const auto address = [&](std::size_t at) -> std::uint64_t {
            return reinterpret_cast<std::uintptr_t>(about.bytes.data()) + at;
        };
        const bool is_number = each.function == std::string{"do_s16_dfp"};
        about.a = address(each.a);
        about.b = is_number ? 7 : address(each.b);
        about.c = each.c;
        const auto r0 = engine.run(*id, bytes_of(about));
        CHECK((r0 ? 0 : static_cast<int>(r0.error())) ==
              (each.good ? 0 : static_cast<int>(errc::illegal_memory)));
    }
}

TEST_CASE("copying refuses a length that does not fit, however large") {
    for (const std::uint64_t bytes :
         {std::uint64_t{89}, std::uint64_t{1} << 24, std::uint64_t{1} << 32,
          (std::uint64_t{1} << 32) + 1, std::numeric_limits<std::uint64_t>::max()}) {
        CAPTURE(bytes);
        stage on;
        call about{bytes_at, bytes_at, bytes};
        CHECK(on.run(calls[0], "do_memcpy", bytes_of(about)).error() == errc::illegal_memory);
    }
}

TEST_CASE("a scale of more digits than there is room for is refused") {
    for (const std::uint64_t scale : {std::uint64_t{17}, minus(17), std::uint64_t{0x7FFFFFFF}}) {
        CAPTURE(scale);
        stage on;
        call about{bytes_at, 1, scale};
        CHECK(on.run(calls[0], "do_s16_dfp", bytes_of(about)).error() == errc::helper_failed);
    }
}

} // namespace
} // namespace fc::test
