// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The command line: everything it does is in include/femto/cli.
#include <femto/cli/command_line.hpp>
#include <femto/cli/process.hpp>

#include <lessons.hpp> // made by the build, of what examples/hosting declares

#include <filesystem>
#include <iostream>
#include <vector>

/// In a build tree the lessons are beside the command, in an installation they are not in the path.
std::vector<std::filesystem::path> lesson_folders() {
    const std::filesystem::path own = fc::cli::own_folder();
    return own.empty() ? std::vector<std::filesystem::path>{}
                       : std::vector{own, own / FEMTO_CLI_LESSONS};
}

int main(int count, char** arguments) {
    std::ios::sync_with_stdio(false);
    return fc::cli::command_line{{lessons(), lesson_folders()}}.run(
        {arguments + (count > 0 ? 1 : 0), arguments + count}, {std::cin, std::cout, std::cerr});
}
