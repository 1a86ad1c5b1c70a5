// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/port/posix/arrow_keys.hpp>
#include <femto/port/posix/keyboard.hpp>

#include <array>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <termios.h>
#include <thread>
#include <unistd.h>

namespace fc::test {
namespace {

using namespace std::chrono_literals;
using posix::keyboard;
using posix::keys_from;

constexpr auto soon = 10s; // for what is on its way

struct file {
    explicit file(int descriptor) : number{descriptor} {}
    ~file() { close(); }
    file(const file&) = delete;
    file& operator=(const file&) = delete;

    void close() {
        if (number >= 0) {
            ::close(number);
        }
        number = -1;
    }
    void write(std::string_view text) const {
        REQUIRE(::write(number, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }

    int number;
};

std::array<int, 2> new_pipe() {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    return ends;
}
struct pipe_of_keys {
    explicit pipe_of_keys(std::array<int, 2> ends = new_pipe()) : out{ends[0]}, in{ends[1]} {}

    file out;
    file in;
};

int terminal_of(int person) {
    REQUIRE(::grantpt(person) == 0);
    REQUIRE(::unlockpt(person) == 0);
    return ::open(::ptsname(person), O_RDWR | O_NOCTTY);
}
/// A terminal, and who sits in front of it.
struct desk_terminal {
    file person{::posix_openpt(O_RDWR | O_NOCTTY)};
    file terminal{terminal_of(person.number)};

    bool shows_lines() const {
        termios now{};
        REQUIRE(tcgetattr(terminal.number, &now) == 0);
        return (now.c_lflag & ICANON) != 0 && (now.c_lflag & ECHO) != 0;
    }
};

/// All keys that come within some time each.
std::string typed(keyboard& keys, std::chrono::milliseconds timeout) {
    std::string out;
    while (const auto key = keys.read_key(timeout)) {
        out += *key;
    }
    return out;
}

TEST_CASE("keys of a pipe come in their order, then no more", "[keyboard]") {
    pipe_of_keys pipe;
    pipe.in.write("b\n\xff");
    pipe.in.close();
    keyboard keys{pipe.out.number};
    CHECK(keys.from() == keys_from::pipe);
    CHECK(keys.is_open());
    CHECK(typed(keys, 0ms) == "b\n\xff");
    CHECK_FALSE(keys.is_open());
    CHECK_FALSE(keys.read_key(soon));
}

TEST_CASE("a pipe is listened to for one key, which takes no time", "[keyboard]") {
    pipe_of_keys pipe;
    pipe.in.write("ab");
    pipe.in.close();
    keyboard keys{pipe.out.number};
    std::string heard;
    const auto hear = [&](char key) { heard += key; };
    const auto before = std::chrono::steady_clock::now();
    keys.listen(soon, hear);
    CHECK(heard == "a");
    keys.listen(soon, hear);
    keys.listen(soon, hear);
    CHECK(heard == "ab");
    CHECK_FALSE(keys.is_open());
    CHECK(std::chrono::steady_clock::now() - before < soon);
}

TEST_CASE("nobody is at a pipe that gives nothing, a closed file or an empty one", "[keyboard]") {
    const pipe_of_keys silent;
    pipe_of_keys left;
    left.in.close();
    const file null{::open("/dev/null", O_RDONLY)};
    const file folder{::open("/", O_RDONLY)};
    struct {
        const char* what;
        int number;
    } const rows[] = {{"a pipe that gives nothing", silent.out.number},
                      {"a pipe whose writer has gone", left.out.number},
                      {"an empty file", null.number},
                      {"a folder", folder.number},
                      {"no file at all", 12345}};
    for (const auto& row : rows) {
        CAPTURE(row.what);
        keyboard keys{row.number, 20ms};
        CHECK(keys.from() == keys_from::nobody);
        CHECK_FALSE(keys.is_open());
        CHECK_FALSE(keys.read_key(soon));
        int heard = 0;
        keys.listen(soon, [&](char) { ++heard; });
        CHECK(heard == 0);
    }
}

TEST_CASE("a pipe that falls silent counts as closed", "[keyboard]") {
    const pipe_of_keys pipe;
    pipe.in.write("b");
    keyboard keys{pipe.out.number, 20ms};
    CHECK(typed(keys, soon) == "b");
    CHECK_FALSE(keys.is_open());
}

TEST_CASE("a terminal gives keys at once, and is put in order again", "[keyboard]") {
    const desk_terminal on;
    REQUIRE(on.shows_lines());
    {
        keyboard keys{on.terminal.number};
        CHECK(keys.from() == keys_from::terminal);
        CHECK_FALSE(on.shows_lines());
        CHECK_FALSE(keys.read_key(0ms));
        CHECK(keys.is_open());
        on.person.write("xy");
        CHECK(keys.read_key(soon) == 'x');
        CHECK(keys.read_key(soon) == 'y');
        std::string heard;
        on.person.write("z");
        const auto before = std::chrono::steady_clock::now();
        keys.listen(30ms, [&](char key) { heard += key; });
        CHECK(std::chrono::steady_clock::now() - before >= 30ms);
        CHECK(heard == "z");
    }
    CHECK(on.shows_lines());
}

TEST_CASE("ctrl-D, or hanging up, is the end of a terminal's keys", "[keyboard]") {
    desk_terminal on;
    {
        keyboard keys{on.terminal.number};
        on.person.write("a\x04z");
        CHECK(keys.read_key(soon) == 'a');
        CHECK_FALSE(keys.read_key(soon));
        CHECK_FALSE(keys.is_open());
    }
    keyboard keys{on.terminal.number};
    on.person.close();
    CHECK_FALSE(keys.read_key(soon));
    CHECK_FALSE(keys.is_open());
    int heard = 0;
    keys.listen(soon, [&](char) { ++heard; });
    CHECK(heard == 0);
}

TEST_CASE("a terminal that a shell gave back its lines is taken again", "[keyboard]") {
    const desk_terminal on;
    {
        keyboard keys{on.terminal.number};
        termios lines{};
        REQUIRE(tcgetattr(on.terminal.number, &lines) == 0);
        lines.c_lflag |= static_cast<tcflag_t>(ICANON | ECHO);
        REQUIRE(tcsetattr(on.terminal.number, TCSANOW, &lines) == 0);
        CHECK_FALSE(keys.read_key(0ms));
        CHECK_FALSE(on.shows_lines());
        on.person.write("x");
        CHECK(keys.read_key(soon) == 'x');
    }
    CHECK(on.shows_lines());
}

TEST_CASE("a key is waited for as long as one likes", "[keyboard]") {
    using std::chrono::milliseconds;
    const desk_terminal on;
    keyboard keys{on.terminal.number};
    const auto presses = [&] {
        return std::thread{[&] {
            std::this_thread::sleep_for(20ms);
            on.person.write("x");
        }};
    };
    std::thread first = presses();
    CHECK(keys.read_key(milliseconds::max()) == 'x');
    first.join();
    CHECK_FALSE(keys.read_key(milliseconds::min()));
    std::thread second = presses();
    CHECK(keys.read_key(24h * 365 * 292) == 'x');
    second.join();
}

const desk_terminal* in_order = nullptr;
int signals_in_order = 0;
void look_at_terminal(int) { signals_in_order += in_order->shows_lines() ? 1 : 0; }

TEST_CASE("a signal finds the terminal as it was, and the program goes on", "[keyboard]") {
    const desk_terminal on;
    in_order = &on;
    signals_in_order = 0;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGPIPE}) {
        CAPTURE(signal);
        const auto handled_before = std::signal(signal, look_at_terminal);
        {
            keyboard keys{on.terminal.number};
            const int before = signals_in_order;
            REQUIRE(std::raise(signal) == 0);
            CHECK(signals_in_order == before); // it waits
            CHECK_FALSE(keys.read_key(0ms));
            CHECK(signals_in_order == before + 1);
            CHECK_FALSE(on.shows_lines());
            REQUIRE(std::raise(signal) == 0);
        }
        CHECK(on.shows_lines());
        std::signal(signal, handled_before);
    }
    CHECK(signals_in_order == 12); // those that came last as well
    in_order = nullptr;
}

TEST_CASE("arrow keys of a terminal are keys of a keypad", "[keyboard]") {
    using platform::key;
    struct row {
        std::string_view sent;
        std::string_view keys; // r u d l, by their numbers; . for none
    };
    const row rows[] = {
        {"\x1b[A", "..u"},
        {"\x1b[B", "..d"},
        {"\x1b[C", "..r"},
        {"\x1b[D", "..l"},
        {"\x1bOA", "..u"},
        {"\x1b[A\x1b[D", "..u..l"},
        {"A[A", "..."},
        {"\x1b"
         "A",
         ".."},
        {"\x1b[E", "..."},
        {"\x1b\x1b[A", "...u"},
        {"\x1b[\x1b[B", "....d"},
        {"\x1b[1A", "...."},
        {std::string_view{"\0\xff", 2}, ".."},
    };
    for (const row& each : rows) {
        CAPTURE(each.sent);
        posix::arrow_keys arrows;
        std::string keys;
        for (const char next : each.sent) {
            keys += "rudl."[static_cast<std::size_t>(arrows.take(next))];
        }
        CHECK(keys == each.keys);
    }
}

} // namespace
} // namespace fc::test
