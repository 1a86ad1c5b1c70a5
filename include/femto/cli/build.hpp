// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/process.hpp>
#include <femto/cli/streams.hpp>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace fc::cli {

/// `femto build FILE.c`: compiles a container, as `femto_add_container` does in CMake.
class build_verb {
public:
    explicit build_verb(CLI::App& app)
        : app_{app.add_subcommand("build", "Compile C or C++ to an object, by clang")} {
        app_->add_option("FILE", file_, "C or C++ source")->required();
        app_->add_option("-o,--output", output_, "Where to")->required();
        app_->add_option("--cpu", cpu_, "Level of the instruction set: v1 to v4 [v3]")
            ->check(CLI::IsMember{std::vector<std::string>{"v1", "v2", "v3", "v4"}});
        app_->add_option("--clang", clang_, "The compiler [clang]");
        app_->add_option("ARGUMENTS", more_, "Behind --: what else clang is to be given");
    }

    bool chosen() const { return app_->parsed(); }
    bool json() const { return false; }

    std::string run(streams& io) const {
        read_program(file_, io); // in our words if it is not there
        const temporary_folder folder;
        const std::string object = folder.path() + "/object.o";
        const int status = run_process(command(object), "--clang names a compiler");
        if (status != 0) {
            throw failure{failure::kind::refused, file_ + ": " + clang_ + " did not compile it",
                          "unreadable"};
        }
        write_file(output_, read_program(object, io));
        return {};
    }

private:
    std::vector<std::string> command(const std::string& object) const {
        std::vector<std::string> out{clang_, "--target=bpf", "-mcpu=" + cpu_,
                                     "-O2",  "-g",           "-ffreestanding"};
        const std::string extension = std::filesystem::path{file_}.extension().string();
        if (extension == ".cpp" || extension == ".cc" || extension == ".cxx") {
            out.insert(out.end(), {"-std=c++20", "-fno-exceptions", "-fno-rtti",
                                   "-fno-threadsafe-statics", "-fno-asynchronous-unwind-tables"});
        }
        if (const auto headers = guest_headers()) {
            out.insert(out.end(), {"-I", *headers});
        }
        out.insert(out.end(), more_.begin(), more_.end());
        out.insert(out.end(), {"-c", file_, "-o", object});
        return out;
    }

    /// The folder in which <femto/guest/...> is: `include` beside the folder this command is in, or
    /// beside one above that, as in an installation and in a build tree.
    static std::optional<std::string> guest_headers() {
        std::error_code error;
        const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
        std::filesystem::path above = self.parent_path();
        while (!error && above != above.root_path() && !above.empty()) {
            above = above.parent_path();
            if (has_guest_headers(above / "include")) {
                return (above / "include").string();
            }
        }
#ifdef FEMTO_CLI_INCLUDE
        if (has_guest_headers(FEMTO_CLI_INCLUDE)) {
            return FEMTO_CLI_INCLUDE;
        }
#endif
        return std::nullopt;
    }

    static bool has_guest_headers(const std::filesystem::path& folder) {
        std::error_code error;
        return std::filesystem::exists(folder / "femto" / "guest" / "container.h", error);
    }

    CLI::App* app_;
    std::string file_;
    std::string output_;
    std::string cpu_ = "v3";
    std::string clang_ = "clang";
    std::vector<std::string> more_;
};

} // namespace fc::cli
