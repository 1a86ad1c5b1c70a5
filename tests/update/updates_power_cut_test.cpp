// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/shipments.hpp"

#include <cstdio>
#include <functional>
#include <map>

namespace fc::test {
namespace {

/// What a device did before power was lost, and what it may be found to be afterwards.
struct story {
    const char* name;
    std::function<void(station&)> before;
    std::function<void(station&)> cut;
    std::int64_t old_value; // of its hook
    std::int64_t new_value;
    std::uint64_t old_sequence;
    std::uint64_t new_sequence;
};

tenant_list without_tick() {
    static const std::array<uuid, 1> alarm_only{alarm_id};
    tenant_list list;
    list.tenants[1].hooks = alarm_only;
    return list;
}
tenant_list without_bob() {
    tenant_list list;
    list.keys[1].status = update::key_status::revoked;
    return list;
}

void install(station& device, std::uint64_t sequence, std::uint8_t slot = 0) {
    const auto it = for_tick(image_returning(static_cast<int>(sequence)), sequence, slot);
    static_cast<void>(device.send(it.envelope(slot == 1 ? bob : ann)).error());
}
void install_one_that_faults(station& device, std::uint64_t sequence) {
    const auto it = for_tick(image_that_faults(), sequence);
    static_cast<void>(device.send(it.envelope(ann)).error());
}
void fail_trial(station& device) {
    fire_until_quarantine(device);
    static_cast<void>(device->updates.poll().error());
}
void run_and_look(station& device) {
    device->fire();
    static_cast<void>(device->updates.poll().error());
}
/// As often as a container on trial may be begun with.
void restart_often(station& device) {
    for (int i = 0; i < station_config::trial_starts; ++i) {
        device.restart();
    }
}
void nothing(station&) {}

const story stories[] = {
    {"first install", nothing, [](station& it) { install(it, 1); }, -1, 1, 0, 1},
    {"update",
     [](station& it) {
         install(it, 1);
         it.end_trials();
     },
     [](station& it) { install(it, 2); }, 1, 2, 1, 2},
    {"update in a trial",
     [](station& it) {
         install(it, 1);
         it.end_trials();
         install(it, 2);
     },
     [](station& it) { install(it, 3); }, 2, 3, 2, 3},
    {"refused update",
     [](station& it) {
         install(it, 1);
         it.end_trials();
     },
     [](station& it) {
         auto refused = for_tick(image_returning(2), 2);
         refused.image[refused.image.size() - 16] = 0xEE; // no such instruction
         static_cast<void>(it.send(refused.envelope(ann)).error());
     },
     1, 1, 1, 2},
    {"rollback",
     [](station& it) {
         install(it, 1);
         it.end_trials();
         install_one_that_faults(it, 2);
     },
     fail_trial, -1, 1, 2, 2},
    {"end of a trial",
     [](station& it) {
         install(it, 1);
         it.end_trials();
         install(it, 2);
     },
     [](station& it) {
         for (std::uint32_t i = 0; i < station_config::trial_runs; ++i) {
             it->fire();
         }
         static_cast<void>(it->updates.poll().error());
     },
     2, 2, 2, 2},
    {"removal", [](station& it) { install(it, 1); },
     [](station& it) { static_cast<void>(it->updates.remove(0).error()); }, 1, -1, 1, 1},
    {"stop", [](station& it) { install(it, 1); },
     [](station& it) { static_cast<void>(it->updates.stop(0).error()); }, 1, -1, 1, 1},
    {"start",
     [](station& it) {
         install(it, 1);
         static_cast<void>(it->updates.stop(0).error());
     },
     [](station& it) { static_cast<void>(it->updates.start(0).error()); }, -1, 1, 1, 1},
    {"change of keys",
     [](station& it) {
         install(it, 1, 1);
         it.end_trials();
     },
     [](station& it) {
         static_cast<void>(it.send(of_list(without_bob(), 1).envelope(root)).error());
     },
     1, -1, 0, 0},
    {"second change of keys",
     [](station& it) {
         install(it, 1, 1);
         it.end_trials();
         static_cast<void>(it.send(of_list({}, 1).envelope(root)).error());
     },
     [](station& it) {
         static_cast<void>(it.send(of_list(without_bob(), 2).envelope(root)).error());
     },
     1, -1, 0, 0},
    {"restart in a trial",
     [](station& it) {
         install(it, 1);
         it.end_trials();
         install(it, 2);
     },
     [](station& it) { it.restart_as_it_is(); }, 2, 2, 2, 2},
    {"good start noted",
     [](station& it) {
         install(it, 1);
         it.end_trials();
         install(it, 2);
         it.restart();
     },
     run_and_look, 2, 2, 2, 2},
    {"last good start",
     [](station& it) {
         install(it, 1);
         it.end_trials();
         install(it, 2);
         for (int i = 1; i < station_config::trial_starts; ++i) {
             it.restart();
             run_and_look(it);
         }
         it.restart();
     },
     run_and_look, 2, 2, 2, 2},
    {"one start too many",
     [](station& it) {
         install(it, 1);
         it.end_trials();
         install(it, 2);
         restart_often(it);
     },
     [](station& it) { it.restart_as_it_is(); }, 1, 1, 2, 2},
    {"given up, none before", [](station& it) { install_one_that_faults(it, 1); }, fail_trial, -1,
     -1, 1, 1},
    {"too many, none before",
     [](station& it) {
         install(it, 1);
         restart_often(it);
     },
     [](station& it) { it.restart_as_it_is(); }, -1, -1, 1, 1},
    {"restart without rights",
     [](station& it) {
         install(it, 1, 1);
         it.end_trials();
         install(it, 2, 1);
         static_cast<void>(it.send(of_list(without_tick(), 1).envelope(root)).error());
     },
     [](station& it) { it.restart_as_it_is(); }, -1, -1, 0, 0},
};

struct tally {
    std::uint64_t cuts = 0;
    std::uint64_t as_before = 0;
    std::uint64_t as_after = 0;
    std::uint64_t lost = 0;
};

TEST_CASE("whenever power is lost in an update, the old or the new container runs afterwards",
          "[update]") {
    std::printf("%-24s %8s %8s %8s %8s\n", "power cut in", "cuts", "old", "new", "lost");
    for (const story& each : stories) {
        CAPTURE(each.name);
        std::vector<nor_operation> operations;
        {
            station whole;
            each.before(whole);
            whole.storage.note_operations();
            each.cut(whole);
            operations = whole.storage.operations();
        }
        REQUIRE_FALSE(operations.empty());
        tally sum;
        for (std::uint64_t i = 0; i < operations.size(); ++i) {
            const std::uint64_t patterns = flash::patterns_of(operations[i]);
            for (std::uint64_t variant = 0; variant < patterns + 2; ++variant) {
                const auto when = variant == 0              ? power_cut::moment::before
                                  : variant == patterns + 1 ? power_cut::moment::after
                                                            : power_cut::moment::torn;
                station device;
                each.before(device);
                device.storage.cut_power({i, when, variant});
                each.cut(device);
                REQUIRE_FALSE(device.storage.has_power());
                device.restart();
                ++sum.cuts;
                const std::int64_t value = device->fire();
                const std::uint64_t sequence = device->updates.record(0).sequence;
                const bool is_old = value == each.old_value && sequence == each.old_sequence;
                const bool is_new = value == each.new_value && sequence == each.new_sequence;
                sum.as_before += is_old && !is_new ? 1 : 0;
                sum.as_after += is_new ? 1 : 0;
                bool is_sound = device.recovered && device.storage.complaints().empty();
                // The device takes what comes next, and keeps it.
                const auto next = for_tick(image_returning(77), 100, 0);
                is_sound = is_sound && device.send(next.envelope(ann));
                device.restart();
                const auto both = device->updates.run(0);
                is_sound = is_sound && both && *both == 77;
                if (!(is_old || is_new) || !is_sound) {
                    ++sum.lost;
                    CAPTURE(i, variant, value, sequence);
                    CHECK(false);
                }
            }
        }
        std::printf("%-24s %8llu %8llu %8llu %8llu\n", each.name,
                    static_cast<unsigned long long>(sum.cuts),
                    static_cast<unsigned long long>(sum.as_before),
                    static_cast<unsigned long long>(sum.as_after),
                    static_cast<unsigned long long>(sum.lost));
        CHECK(sum.lost == 0);
    }
}

} // namespace
} // namespace fc::test
