/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Containers that are compiled in
 *
 * @author      The femto authors
 *
 * @}
 */

#include "femto_riot_builtin.h"
#include "femto_riot_seam.h"

XFA_INIT_CONST(femto_builtin_t, femto_builtins_xfa);

const femto_image_t *femto_seam_builtin(unsigned index, femto_hook_t *hook)
{
    if (index >= XFA_LEN(femto_builtin_t, femto_builtins_xfa)) {
        return NULL;
    }
    *hook = femto_builtins_xfa[index].hook;
    return &femto_builtins_xfa[index].from;
}
