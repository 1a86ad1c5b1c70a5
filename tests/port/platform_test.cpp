// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "desk.hpp"

#include <femto/platform/clock.hpp>
#include <femto/platform/coap.hpp>
#include <femto/port/posix/udp_socket.hpp>

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <pthread.h>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace fc::test {
namespace {

static_assert(platform::millisecond_clock<desk> && platform::microsecond_clock<desk>);
static_assert(platform::millisecond_clock<posix::steady_clock> &&
              platform::microsecond_clock<posix::steady_clock>);
static_assert(platform::clock_in_interrupts<desk> && platform::gpio_in_interrupts<desk>);
static_assert(platform::console<desk> && platform::console<posix::stdout_console>);
static_assert(platform::sensors<desk> && platform::actuators<desk>);
static_assert(platform::gpio<desk> && platform::character_display<desk>);
static_assert(platform::keypad<desk> && platform::coap_server<desk>);

TEST_CASE("a console keeps what it has room for and counts the rest", "[platform]") {
    posix::kept_console<8> console;
    console.write_text(std::string_view{"12345"});
    console.write_text(std::string_view{"67890"});
    CHECK(console.text() == "12345678");
    CHECK(console.lost_characters() == 2);
    console.clear_text();
    console.write_text(std::string_view{"ab"});
    CHECK(console.text() == "ab");
    CHECK(console.lost_characters() == 0);
}

/// While it lives, the standard output is another file.
class other_stdout {
public:
    explicit other_stdout(int file) : usual_{::dup(STDOUT_FILENO)} {
        std::fflush(stdout);
        REQUIRE(usual_ >= 0);
        if (file >= 0) {
            ::dup2(file, STDOUT_FILENO);
        } else {
            ::close(STDOUT_FILENO);
        }
    }
    ~other_stdout() {
        std::fflush(stdout);
        ::dup2(usual_, STDOUT_FILENO);
        ::close(usual_);
    }
    other_stdout(const other_stdout&) = delete;
    other_stdout& operator=(const other_stdout&) = delete;

private:
    int usual_;
};

TEST_CASE("a console knows what the standard output did not take", "[platform]") {
    const int full = ::open("/dev/full", O_WRONLY);
    REQUIRE(full >= 0);
    struct {
        const char* what;
        int file;
        std::size_t lost;
    } const rows[] = {{"a device that is full", full, 5}, {"none at all", -1, 5}};
    for (const auto& row : rows) {
        CAPTURE(row.what);
        posix::stdout_console console;
        {
            const other_stdout instead{row.file};
            console.write_text(std::string_view{"12345"});
        }
        CHECK(console.lost_characters() == row.lost);
    }
    ::close(full);
}

TEST_CASE("what a program and its containers print keeps its order", "[platform]") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    posix::stdout_console console;
    {
        const other_stdout instead{ends[1]};
        std::printf("a");
        console.write_text(std::string_view{"b"});
        std::printf("c");
        console.write_text(std::string_view{"d"});
    }
    char got[8]{};
    CHECK(::read(ends[0], got, sizeof got) == 4);
    CHECK(std::string_view{got} == "abcd");
    CHECK(console.lost_characters() == 0);
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST_CASE("a manual clock goes when it is told, a steady one goes on", "[platform]") {
    posix::manual_clock manual;
    manual.sleep_us(2'500);
    CHECK(manual.now_us() == 2'500);
    CHECK(manual.now_ms() == 2);
    const posix::steady_clock steady;
    const std::uint32_t before = steady.now_us();
    steady.sleep_us(2'000);
    CHECK(steady.now_us() - before >= 2'000);
}

std::atomic<int> signals_handled{0};

/// Sends the calling thread signals, one in each millisecond, while it lives.
class interruptions {
public:
    interruptions() {
        signals_handled = 0;
        struct sigaction what {};
        what.sa_handler = [](int) { ++signals_handled; };
        REQUIRE(sigaction(SIGUSR1, &what, &before_) == 0);
        sender_ = std::thread{[this, to = pthread_self()] {
            while (!stop_) {
                pthread_kill(to, SIGUSR1);
                std::this_thread::sleep_for(std::chrono::milliseconds{1});
            }
        }};
    }
    ~interruptions() {
        stop_ = true;
        sender_.join();
        sigaction(SIGUSR1, &before_, nullptr);
    }
    interruptions(const interruptions&) = delete;
    interruptions& operator=(const interruptions&) = delete;

private:
    struct sigaction before_ {};
    std::atomic<bool> stop_{false};
    std::thread sender_{};
};

TEST_CASE("signals that are handled meanwhile do not shorten a sleep", "[platform]") {
    const posix::steady_clock clock;
    const interruptions often;
    const std::uint32_t before = clock.now_us();
    clock.sleep_us(30'000);
    CHECK(clock.now_us() - before >= 30'000);
    CHECK(signals_handled > 0);
}

TEST_CASE("a signal that is handled ends the waiting for a datagram, and is no error",
          "[platform]") {
    posix::udp_socket socket;
    REQUIRE_FALSE(socket.open());
    std::array<std::uint8_t, 8> into{};
    const auto before = std::chrono::steady_clock::now();
    const interruptions often;
    const auto got = socket.receive(into, std::chrono::seconds{20});
    CHECK_FALSE(got.error);
    CHECK_FALSE(got.arrived);
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{20});
}

/// The file that is a socket with this port.
int file_of(std::uint16_t port) {
    for (int file = 0; file < 256; ++file) {
        sockaddr_in name{};
        socklen_t size = sizeof name;
        if (::getsockname(file, reinterpret_cast<sockaddr*>(&name), &size) == 0 &&
            ntohs(name.sin_port) == port) {
            return file;
        }
    }
    return -1;
}

TEST_CASE("a socket is not taken for a standard stream that is closed, nor left to children",
          "[platform]") {
    for (const int closed : {STDIN_FILENO, STDERR_FILENO}) {
        CAPTURE(closed);
        const int usual = ::dup(closed);
        REQUIRE(usual >= 0);
        posix::udp_socket socket;
        ::close(closed);
        const std::error_code error = socket.open();
        const int file = file_of(socket.port());
        const int flags = ::fcntl(file, F_GETFD);
        const bool is_free = ::fcntl(closed, F_GETFD) < 0;
        ::dup2(usual, closed);
        ::close(usual);
        CHECK_FALSE(error);
        CHECK(file > STDERR_FILENO);
        CHECK((flags & FD_CLOEXEC) != 0);
        CHECK(is_free);
    }
}

TEST_CASE("milliseconds go on when microseconds wrap", "[platform]") {
    posix::manual_clock clock;
    clock.sleep_us(0xFFFFFFFF);
    clock.sleep_us(1'000);
    CHECK(clock.now_us() == 999);
    CHECK(clock.now_ms() == 4'294'968);
}

TEST_CASE("sensors have names for the firmware and numbers for containers", "[platform]") {
    desk on;
    CHECK(on.add_device({.name = "room", .type = 0x82, .now = {{2150, 0, 0}, 2, -2}}) == 0);
    CHECK(on.add_device({.name = "lamp", .type = 0x42, .is_actuator = true}) == 1);
    CHECK_FALSE(on.add_device({.name = "one too many"}));
    CHECK(on.device_count() == 2);
    CHECK(on.device_type(0) == 0x82);
    CHECK(on.find_device("cellar") == nullptr);

    platform::reading out{};
    CHECK(on.read_device(0, out) == 1);
    CHECK(out.val[0] == 2150);
    on.find_device("room")->error = -EIO;
    CHECK(on.read_device(0, out) == -EIO);
    CHECK(on.write_device(0, out) == -EIO);

    on.find_device("room")->error = 0;
    CHECK(on.write_device(0, out) == -ENOTSUP);
    CHECK(on.write_device(1, {{1, 0, 0}, 0, 0}) == 1);
    CHECK(on.find_device("lamp")->now.val[0] == 1);
}

TEST_CASE("containers have the pins that they were given", "[platform]") {
    desk on;
    REQUIRE(on.allow_pin(1, 3));
    REQUIRE(on.allow_pin(1, 4));
    CHECK(on.allow_pin(1, 4));
    CHECK_FALSE(on.allow_pin(1, 5));

    CHECK(on.read_pin(1, 3) == 0);
    CHECK(on.drive_pin(1, 3, true));
    CHECK(on.read_pin(1, 3) == 1);
    CHECK(on.write_pin(1, 4, true));
    CHECK_FALSE(on.drive_pin(1, 4, false));
    CHECK(on.read_pin(1, 4) == 1);
    CHECK(on.make_input(1, 4));
    CHECK(on.drive_pin(1, 4, false));

    CHECK(on.read_pin(1, 5) == -1);
    CHECK_FALSE(on.make_input(1, 5));
    CHECK_FALSE(on.write_pin(1, 5, true));
    CHECK_FALSE(on.drive_pin(1, 5, true));
}

TEST_CASE("a display shows text where the cursor is, to the end of the row", "[platform]") {
    desk on;
    CHECK(on.start_display());
    CHECK(on.show_text(std::string_view{"ab"}));
    CHECK(on.show_text(std::string_view{"c"}));
    CHECK(on.move_cursor(1, 5));
    CHECK_FALSE(on.show_text(std::string_view{"12345"}));
    CHECK(on.display_row(0) == "abc     ");
    CHECK(on.display_row(1) == "     123");
    CHECK(on.display_row(2).empty());
    CHECK_FALSE(on.move_cursor(2, 0));
    CHECK_FALSE(on.move_cursor(0, 8));
    CHECK(on.clear_display());
    CHECK(on.display_row(1) == "        ");
    CHECK(on.show_text(std::string_view{"x"}));
    CHECK(on.display_row(0) == "x       ");
    on.plug_display(false);
    CHECK_FALSE(on.start_display());
    CHECK_FALSE(on.clear_display());
    CHECK_FALSE(on.show_text(std::string_view{"y"}));
    CHECK_FALSE(on.move_cursor(0, 0));
}

TEST_CASE("a keypad has its keys at one input", "[platform]") {
    desk on;
    CHECK(on.read_key(0) == platform::key::none);
    on.press_key(platform::key::up);
    CHECK(on.read_key(0) == platform::key::up);
    CHECK(on.read_key(1) == platform::key::none);
}

TEST_CASE("containers reach all of it through the helpers", "[platform]") {
    desk_stage on;
    REQUIRE(on.firmware.allow_pin(1, 3));
    REQUIRE(on.firmware.drive_pin(1, 3, true));
    on.firmware.press_key(platform::key::left);
    on.firmware.sleep_us(7'000);
    REQUIRE(on.firmware.add_device({.name = "room", .type = 0x82, .now = {{-5, 0, 0}, 2, -2}}));

    struct {
        const char* what;
        std::span<const std::uint8_t> text;
        std::uint64_t gives;
    } const rows[] = {
        {"milliseconds", assembled<"call 0x20\nexit">, 7},
        {"microseconds", assembled<"call 0x60\nexit">, 7'000},
        {"a pin", assembled<"r1 = 1\nr2 = 3\ncall 0x71\nexit">, 1},
        {"a key", assembled<"r1 = 0\ncall 0x84\nexit">, 3},
        {"a display", assembled<"call 0x80\nexit">, 1},
        {"a sensor",
         assembled<"r1 = 130\ncall 0x31\nr1 = r0\nr2 = r10\nr2 += -8\ncall 0x34\n"
                   "r0 = *(u32 *)(r10 - 8)\nexit">,
         0xFFFFFFFB},
        {"text", assembled<"r1 = 42\ncall 0x03\nr0 = 0\nexit">, 0},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto asks = helpers_called<desk_device::helpers>(row.text);
        REQUIRE(asks);
        const auto made = on.engine.load(on.tenant, {.text = row.text}, {}, *asks);
        REQUIRE(made);
        const auto r0 = on.engine.run(*made);
        REQUIRE(r0);
        CHECK(*r0 == row.gives);
        const auto unloaded = on.engine.unload(*made);
        REQUIRE(unloaded);
    }
    CHECK(on.firmware.text() == "42\n");
}

} // namespace
} // namespace fc::test
