// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What is typed behind "femto", and what is printed then.
#include "stage.hpp"

#include <command.h>

#include <array>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

namespace fc::test {
namespace {

/// The standard output while it lives, in a file.
class captured_output {
public:
    captured_output() {
        std::fflush(stdout);
        REQUIRE(file_ != nullptr);
        REQUIRE(dup2(fileno(file_), STDOUT_FILENO) >= 0);
    }
    ~captured_output() {
        std::fflush(stdout);
        dup2(before_, STDOUT_FILENO);
        close(before_);
        std::fclose(file_);
    }
    captured_output(const captured_output&) = delete;
    captured_output& operator=(const captured_output&) = delete;

    std::string text() {
        std::fflush(stdout);
        std::rewind(file_);
        std::string out;
        for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) {
            out.push_back(static_cast<char>(c));
        }
        return out;
    }

private:
    int before_ = dup(STDOUT_FILENO);
    std::FILE* file_ = std::tmpfile();
};

struct said {
    int status = 0;
    std::string text;
};

said typed(const std::string& line) {
    std::istringstream words{line};
    std::vector<std::string> all{"femto"};
    for (std::string word; words >> word;) {
        all.push_back(word);
    }
    std::vector<char*> arguments;
    arguments.reserve(all.size());
    for (std::string& each : all) {
        arguments.push_back(each.data());
    }
    captured_output out;
    const int status = femto_command(static_cast<int>(arguments.size()), arguments.data());
    return {status, out.text()};
}

bool has(const said& what, const std::string& text) {
    return what.text.find(text) != std::string::npos;
}

std::string hex_of(const packed& image) {
    std::string out;
    for (std::size_t i = 0; i < image.size; ++i) {
        std::array<char, 3> pair{};
        std::snprintf(pair.data(), pair.size(), "%02x", image.bytes[i]);
        out += pair.data();
    }
    return out;
}

TEST_CASE("a container that is compiled in is listed, loaded, started and stopped",
          "[riot command]") {
    stage on;
    const packed image{forty_two};
    host().builtins = {{image.named("answer"), FEMTO_HOOK_NONE}};
    CHECK(has(typed("list"), "answer          not loaded  -        -\n"));
    CHECK(typed("load answer").status == 0);
    CHECK(has(typed("list"), "answer          loaded      -        0\n"));
    CHECK(typed("run answer").text == "42\n");
    CHECK(typed("start answer timer").status == 0);
    CHECK(has(typed("list"), "answer          attached    timer    0\n"));
    CHECK(typed("stop answer").status == 0);
    CHECK(typed("start answer").status == 0);
    CHECK(has(typed("list"), "answer          started     -        0\n"));
    CHECK(typed("stop answer").status == 0);
    CHECK(typed("unload answer").status == 0);
    CHECK(has(typed("list"), "not loaded"));
}

TEST_CASE("an image is typed in, and loaded from its slot", "[riot command]") {
    stage on;
    const packed image{forty_two};
    const std::string digits = hex_of(image);
    const std::string half = std::to_string(digits.size() / 4 * 2 / 2);
    CHECK(typed("write 0 0 " + digits.substr(0, digits.size() / 4 * 2)).status == 0);
    CHECK(typed("write 0 " + half + " " + digits.substr(digits.size() / 4 * 2)).status == 0);
    CHECK(typed("load field 0 " + std::to_string(image.size)).status == 0);
    CHECK(typed("run field").text == "42\n");
    CHECK(has(typed("write 0 0 00"), "error -90 at 0 "));
}

TEST_CASE("numbers below 0 and above 32 bits are printed whole", "[riot command]") {
    stage on;
    on.load(packed{assembled<"r0 = -5\nexit">}, "below");
    const packed least{assembled<"r0 = 0x8000000000000000 ll\nexit">};
    const packed below{assembled<"r0 = -5\nexit">};
    REQUIRE(femto_unload(femto_find("below")) == 0);
    on.load(below, "below");
    on.load(least, "least");
    CHECK(typed("run below").text == "-5\n");
    CHECK(typed("run least").text == "-9223372036854775808\n");
}

TEST_CASE("statistics add up on the console", "[riot command]") {
    stage on;
    const packed image{forty_two};
    const packed bad{wild};
    on.load(image, "good");
    on.load(bad, "bad");
    typed("run good");
    typed("run good");
    typed("run bad");
    const said stats = typed("stats");
    CHECK(has(stats, "good                   2      0            4   10000     2\n"));
    CHECK(has(stats, "bad                    1      1            1   10000     3\n"));
}

TEST_CASE("what containers share in their store is listed", "[riot command]") {
    stage on;
    REQUIRE(femto_store_set(3, 41) == 0);
    CHECK(typed("store").text == "         3         41\n");
}

TEST_CASE("a fault is told in the words that the desk's tool wants", "[riot command]") {
    stage on;
    const packed bad{wild};
    on.load(bad, "bad");
    typed("run bad");
    const said faults = typed("faults");
    CHECK(has(faults, " bad on -: "));
    CHECK(has(faults, "\n    --slot 1 --cause -2 --registers 0,40,0,0,0,0,0,0,0,0,"));
    stage::unload_all();
    CHECK(has(typed("faults"), "(unloaded)"));
}

TEST_CASE("what is not said rightly gets the usage", "[riot command]") {
    stage on;
    const packed image{forty_two};
    on.load(image, "it");
    for (const char* const line :
         {"", "nothing", "list it", "stats it", "run", "fly it", "stop it now", "start it timer 1",
          "load it 0", "load it 0 x", "load it x 8", "write 0 0", "write 0 0 0", "write 0 0 xx",
          "write 0 -1 00", "write x 0 00", "run it it"}) {
        CAPTURE(line);
        const said what = typed(line);
        CHECK(what.status == 1);
        CHECK(has(what, "usage: femto list"));
    }
}

TEST_CASE("what is refused is told with its sentence", "[riot command]") {
    stage on;
    const packed image{forty_two};
    on.load(image, "it");
    for (const char* const line :
         {"run nobody", "load nobody", "start it nowhere", "release it", "load it 0 8",
          "load other 0 100000", "load other 99 8", "write 9 0 00", "write 0 100000 00"}) {
        CAPTURE(line);
        const said what = typed(line);
        CHECK(what.status == 1);
        CHECK(what.text.find("error -") == 0);
    }
}

} // namespace
} // namespace fc::test
