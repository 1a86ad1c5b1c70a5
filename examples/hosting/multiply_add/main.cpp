// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

#include <femto/base/message.hpp>
#include <femto/engine.hpp>

#include <exercise.hpp>     // multiply_add.c, compiled with -DEXERCISE
#include <multiply_add.hpp> // multiply_add.c

#include <cstdio>

struct device : fc::engine_defaults<> {};
constexpr fc::hook_description<device> about_lesson{.name = "lesson"};

struct lesson {
    fc::platform::none firmware{};
    fc::engine<device> engine{firmware};
    fc::hook<const operands, device> hook{engine, about_lesson};

    /// Loads a container, shows it `event`, and unloads it.
    bool run(const char* name, const fc::sections& parts, const operands& event) {
        const auto tenant = engine.add_tenant({.hooks = fc::hook_set{}.allow(hook.number())});
        const auto container = engine.load(*tenant, parts);
        if (!container || !engine.attach(*container, hook)) {
            std::printf("%s: not hosted\n", name);
            return false;
        }
        const fc::hook_result result = hook.fire(event);
        if (result.ran == 1) {
            std::printf("%s: %d\n", name, static_cast<int>(result.value));
        } else {
            std::printf("%s: stopped at instruction %u: %s\n", name, engine.faults().last()->slot,
                        fc::message(result.error));
        }
        return static_cast<bool>(engine.unload(*container));
    }
};

int main() {
    lesson it;
    const operands event{.value = 5, .times = 8};
    const bool hosted =
        it.run("multiply_add", multiply_add, event) && it.run("exercise", exercise, event);
    return hosted ? 0 : 1;
}
