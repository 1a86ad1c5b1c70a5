// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/process.hpp>
#include <femto/cli/streams.hpp>
#include <femto/image/detect.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace fc::cli {

/// How clang makes an object of a container's source, as `femto_add_container` does in CMake.
struct compilation {
    std::string cpu = "v3";
    std::string clang = "clang";
    std::vector<std::string> more{}; // what else clang is to be given
};

namespace detail {

inline std::string extension_of(const std::string& path) {
    return std::filesystem::path{path}.extension().string();
}
inline bool is_cpp_source(const std::string& path) {
    const std::string extension = extension_of(path);
    return extension == ".cpp" || extension == ".cc" || extension == ".cxx";
}

inline bool has_guest_headers(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::exists(folder / "femto" / "guest" / "container.h", error);
}

/// The folder in which <femto/guest/...> is: `include` beside the folder this command is in, or
/// beside one above that, as in an installation and in a build tree.
inline std::optional<std::string> guest_headers() {
    std::filesystem::path above = own_folder();
    while (above != above.root_path() && !above.empty()) {
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

inline std::vector<std::string> command_of(const compilation& how, const std::string& source,
                                           const std::string& object) {
    std::vector<std::string> out{how.clang, "--target=bpf", "-mcpu=" + how.cpu,
                                 "-O2",     "-g",           "-ffreestanding"};
    if (is_cpp_source(source)) {
        out.insert(out.end(), {"-std=c++20", "-fno-exceptions", "-fno-rtti",
                               "-fno-threadsafe-statics", "-fno-asynchronous-unwind-tables"});
    }
    if (const auto headers = guest_headers()) {
        out.insert(out.end(), {"-I", *headers});
    }
    out.insert(out.end(), how.more.begin(), how.more.end());
    const bool looks_like_an_option = source.starts_with('-');
    out.insert(out.end(), {"-c", (looks_like_an_option ? "./" : "") + source, "-o", object});
    return out;
}

} // namespace detail

/// True for what `compiled` takes, by its name.
inline bool is_named_as_source(const std::string& path) {
    return detail::extension_of(path) == ".c" || detail::is_cpp_source(path);
}

/// The object that clang makes of a source; what clang says goes to stderr as it is.
/// @throws failure  refused
inline std::vector<std::uint8_t> compiled(const std::string& source, const compilation& how,
                                          streams& io) {
    if (source == "-") {
        throw wrong_usage("build: clang sees by its name what a source is, and standard input has "
                          "none");
    }
    read_program(source, io); // in our words if it is not there
    const temporary_folder folder;
    const std::string object = folder.path() + "/object.o";
    const int status =
        run_process(detail::command_of(how, source, object), "--clang names a compiler");
    if (status != 0) {
        throw failure{failure::kind::refused, source + ": " + how.clang + " did not compile it",
                      "unreadable"};
    }
    std::error_code missing;
    const bool is_there = std::filesystem::exists(object, missing);
    auto made = is_there ? read_file(object, io) : std::vector<std::uint8_t>{};
    if (const auto what = image::detect(made); !what || *what != image::layout::elf) {
        throw failure{failure::kind::refused,
                      source + ": " + how.clang + " made no object of it, as it was told behind --",
                      "unreadable"};
    }
    return made;
}

} // namespace fc::cli
