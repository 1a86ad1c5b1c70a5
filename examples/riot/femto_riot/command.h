/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       What is typed behind "femto"
 *
 * @author      The femto authors
 */

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @brief   Does what is typed, and prints what became of it
 *
 * @return  0, or 1 for an error
 */
int femto_command(int argc, char **argv);

#ifdef __cplusplus
}
#endif

/** @} */
