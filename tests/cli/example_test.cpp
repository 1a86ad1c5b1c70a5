// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// `femto example` with lessons of this test's own; those that exist are run by test_example.py.
#include "support/catch.hpp"

#include <femto/cli/example.hpp>
#include <femto/cli/text.hpp>

#include <CLI/CLI.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace {

using fc::cli::example_verb;
using fc::cli::failure;
using fc::cli::lesson_shelf;

const lesson_shelf two{{{"walk", "no-such-program", "one foot", "And then the other.", "walk.md"},
                        {"stand", "no-such-program", "two feet", "Stay.", "stand.md"}},
                       {"/", "/nowhere"}};

/// What the verb gives for `arguments`, which it is handed from the back.
std::string example(const lesson_shelf& shelf, const std::vector<std::string>& arguments) {
    CLI::App app;
    const example_verb verb{app, shelf};
    std::istringstream in;
    std::ostringstream out;
    std::vector<std::string> reversed{arguments.rbegin(), arguments.rend()};
    reversed.emplace_back("example");
    app.parse(reversed);
    fc::cli::streams io{in, out, out};
    return verb.run(io);
}

/// The exit status and the sentence of a command that does not do it.
std::string refusal(const lesson_shelf& shelf, const std::vector<std::string>& arguments) {
    try {
        return "given: " + example(shelf, arguments);
    } catch (const failure& error) {
        return std::to_string(error.exit_status()) + " " + error.message();
    }
}

} // namespace

TEST_CASE("lessons are listed with what they show, or by their names alone") {
    CHECK(example(two, {}) == "walk   one foot\nstand  two feet\n");
    CHECK(example(two, {"--list"}) == "walk\nstand\n");
    CHECK_THROWS_AS(example(two, {"--list", "walk"}), CLI::Error);
}

TEST_CASE("a lesson that does not exist is wrong usage, and those that do are named") {
    CHECK(refusal(two, {"run"}) == "2 there is no lesson \"run\", but walk, stand");
    CHECK(refusal(two, {""}) == "2 there is no lesson \"\", but walk, stand");
    CHECK(refusal(two, {"../walk"}) == "2 there is no lesson \"../walk\", but walk, stand");
}

TEST_CASE("a lesson whose program is missing is refused, and nothing is told of it") {
    CHECK(refusal(two, {"walk"}) ==
          "1 no-such-program: the program of this lesson was not built or installed");
}

TEST_CASE("a build without lessons says so") {
    const std::string sentence =
        "1 this build has no lessons: they are built with FEMTO_BUILD_EXAMPLES where there is a "
        "clang with the BPF target";
    CHECK(refusal({}, {}) == sentence);
    CHECK(refusal({}, {"--list"}) == sentence);
    CHECK(refusal({}, {"increment"}) == sentence);
}

TEST_CASE("a text is wrapped between words, and loses none") {
    using fc::cli::wrapped;
    const std::string full(80, 'x');
    CHECK(wrapped("").empty());
    CHECK(wrapped("one line") == "one line\n");
    CHECK(wrapped(full) == full + "\n");
    CHECK(wrapped(full + " y") == full + "\ny\n");
    CHECK(wrapped("y " + full) == "y\n" + full + "\n");
    CHECK(wrapped(full + "x y") == full + "x\ny\n");
    CHECK(wrapped(full + "x") == full + "x\n");
}
