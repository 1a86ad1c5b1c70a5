// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

#include <femto/base/message.hpp>
#include <femto/engine.hpp>

#include <increment.hpp> // the container, compiled from increment.c by the build

#include <cstdio>

struct device : fc::engine_defaults<> {};
constexpr fc::hook_description<device> about_lesson{.name = "lesson"};

int main() {
    fc::platform::none firmware;
    fc::engine<device> engine{firmware};
    fc::hook<const counter, device> lesson{engine, about_lesson};

    const auto tenant = engine.add_tenant({.hooks = fc::hook_set{}.allow(lesson.number())});
    const auto container = engine.load(*tenant, increment);
    if (!container) {
        std::printf("refused at %u: %s\n", container.at(), fc::message(container.error()));
        return 1;
    }
    if (const auto attached = engine.attach(*container, lesson); !attached) {
        std::printf("not attached: %s\n", fc::message(attached.error()));
        return 1;
    }

    const counter event{41};
    const fc::hook_result result = lesson.fire(event);
    std::printf("given: %u\n", static_cast<unsigned>(event.value));
    std::printf("status: %s\n", fc::message(result.error));
    std::printf("returned: %d\n", static_cast<int>(result.value));
    std::printf("size: %u instructions\n", engine.info(*container)->text_slots);
}
