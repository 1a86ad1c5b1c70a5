/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       The shell command
 *
 * @author      The femto authors
 *
 * @}
 */

#include "shell.h"

#include "command.h"

SHELL_COMMAND(femto, "Containers: list, load, start, stop, ...", femto_command);
