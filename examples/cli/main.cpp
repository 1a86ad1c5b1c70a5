// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The command line: everything it does is in include/femto/cli.
#include <femto/cli/command_line.hpp>

#include <iostream>

int main(int count, char** arguments) {
    std::ios::sync_with_stdio(false);
    return fc::cli::command_line{}.run({arguments + (count > 0 ? 1 : 0), arguments + count},
                                       {std::cin, std::cout, std::cerr});
}
