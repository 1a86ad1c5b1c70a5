/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#define SHELL_DEFAULT_BUFSIZE 128

typedef int (*shell_command_handler_t)(int argc, char** argv);
typedef struct {
    const char* name;
    const char* desc;
    shell_command_handler_t handler;
} shell_command_t;

#define SHELL_COMMAND(cmd, help, func)                                                             \
    const shell_command_t stub_shell_command_##cmd = {#cmd, help, func}

void shell_run(const shell_command_t* commands, char* line_buf, int len);
