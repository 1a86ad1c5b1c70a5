// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/process.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/text.hpp>

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli {

/// A lesson is a program of its own, so that its source is one that a reader can start from.
struct lesson {
    std::string name;
    std::string program; ///< the name of its file
    std::string shows;   ///< on one line
    std::string about;   ///< what it does: what is told before it runs
    std::string page;    ///< where the rest is to be read
};

/// The lessons of a build, and the folders their programs may be in.
struct lesson_shelf {
    std::vector<lesson> lessons;
    std::vector<std::filesystem::path> folders;
};

/// `femto example [NAME]`: names the lessons, or becomes one.
class example_verb {
public:
    example_verb(CLI::App& app, lesson_shelf shelf)
        : shelf_{std::move(shelf)}, app_{app.add_subcommand("example",
                                                            "Run a lesson, or list them")} {
        auto* name = app_->add_option("NAME", name_, "The lesson to run [list them all]");
        app_->add_flag("--list", only_names_, "Print their names alone, one a line")
            ->excludes(name);
    }

    bool chosen() const { return app_->parsed(); }

    /// @return  the list. Of a lesson this process becomes the program, so that terminal, signals and
    ///          exit status are the lesson's own
    std::string run(streams& io) const {
        if (shelf_.lessons.empty()) {
            throw failure{failure::kind::refused,
                          "this build has no lessons: they are built with FEMTO_BUILD_EXAMPLES "
                          "where there is a clang with the BPF target",
                          "unreadable"};
        }
        if (!name_) {
            return list();
        }
        const lesson& chosen = find(*name_);
        const std::string program = program_of(chosen);
        io.out << chosen.name << ": " << chosen.shows << "\n\n"
               << wrapped(chosen.about) << '(' << chosen.page << ")\n\n";
        if (!io.out.flush()) {
            throw failure{failure::kind::refused, "standard output: cannot be written",
                          "unwritable"};
        }
        become_process({program});
    }

private:
    std::string list() const {
        std::size_t width = 0;
        for (const lesson& each : shelf_.lessons) {
            width = std::max(width, each.name.size());
        }
        std::string out;
        for (const lesson& each : shelf_.lessons) {
            out += each.name;
            if (!only_names_) {
                out.append(width + 2 - each.name.size(), ' ') += each.shows;
            }
            out += '\n';
        }
        return out;
    }

    const lesson& find(const std::string& name) const {
        std::string names;
        for (const lesson& each : shelf_.lessons) {
            if (each.name == name) {
                return each;
            }
            names += (names.empty() ? "" : ", ") + each.name;
        }
        throw wrong_usage("there is no lesson \"" + name + "\", but " + names);
    }

    std::string program_of(const lesson& it) const {
        for (const std::filesystem::path& folder : shelf_.folders) {
            std::string file = (folder / it.program).string();
            if (access(file.c_str(), X_OK) == 0) {
                return file;
            }
        }
        throw failure{failure::kind::refused,
                      it.program + ": the program of this lesson was not built or installed",
                      "unreadable"};
    }

    lesson_shelf shelf_;
    CLI::App* app_;
    std::optional<std::string> name_;
    bool only_names_ = false;
};

} // namespace fc::cli
