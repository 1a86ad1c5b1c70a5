// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/console/command_table.hpp>
#include <femto/port/console/commands.hpp>

namespace fc::port {

/// The words for what a person can do.
template <class Config>
inline constexpr command_row<container_commands<Config>> container_command_table[] = {
    {"list", "", "the containers", 0, 0, &container_commands<Config>::list},
    {"hooks", "", "where they can be attached", 0, 0, &container_commands<Config>::list_hooks},
    {"load", "NAME", "loads it; a slot takes lines of hex then, and a dot", 1, 1,
     &container_commands<Config>::load},
    {"start", "NAME [HOOK]", "attaches it; without a hook it runs in slices", 1, 2,
     &container_commands<Config>::start},
    {"stop", "NAME", "ends that", 1, 1, &container_commands<Config>::stop},
    {"run", "NAME [HEX...]", "runs it once, over these bytes", 1, any_number,
     &container_commands<Config>::run},
    {"stats", "NAME", "what it did", 1, 1, &container_commands<Config>::tell_statistics},
    {"faults", "", "the last ones, for femto explain", 0, 0,
     &container_commands<Config>::tell_faults},
    {"release", "NAME", "out of quarantine", 1, 1, &container_commands<Config>::release},
    {"unload", "NAME", "removes it", 1, 1, &container_commands<Config>::unload},
};

} // namespace fc::port
