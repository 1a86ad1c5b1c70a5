// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Power is lost before, in and after every single operation of storage, and again in the recovery
// from that: the slot is what it was or what it was to become, each time, and goes on from there.
#include "support/catch.hpp"
#include "update/slot_device.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

namespace fc::test {
namespace {

using update::slot_record;

/// A change of a slot, and what comes before it: nothing at all when the device is new.
template <class Slot>
struct change {
    const char* name;
    void (*prepare)(Slot&);
    void (*act)(Slot&);
};

template <class Slot>
bool put(Slot& slot, std::uint64_t sequence) {
    return install(slot, sequence) == errc::ok;
}
template <class Slot>
bool accept(Slot& slot) {
    return slot.commit(update::confirmed(slot.record())) == errc::ok;
}
/// Until the half at hand has no place left.
template <class Slot, class Geometry>
void fill_journal(Slot& slot) {
    const auto commits = Geometry::places - 1 + 4 * Geometry::places;
    for (std::uint32_t i = 0; i < commits; ++i) {
        (void)slot.commit(slot.record());
    }
}

template <class Device>
std::vector<change<typename Device::slot>> changes() {
    using slot = typename Device::slot;
    return {
        {"first start", nullptr, [](slot& it) { (void)it.recover(); }},
        {"first install", [](slot&) {}, [](slot& it) { put(it, 1); }},
        {"update",
         [](slot& it) {
             put(it, 1);
             accept(it);
         },
         [](slot& it) { put(it, 2); }},
        {"update, journal full",
         [](slot& it) {
             put(it, 1);
             accept(it);
             fill_journal<slot, update::journal_geometry<typename Device::storage>>(it);
         },
         [](slot& it) { put(it, 2); }},
        {"rollback",
         [](slot& it) {
             put(it, 1);
             accept(it);
             put(it, 2);
         },
         [](slot& it) { (void)it.commit(update::rolled_back(it.record())); }},
        {"rollback to none", [](slot& it) { put(it, 1); },
         [](slot& it) { (void)it.commit(update::rolled_back(it.record())); }},
        {"confirm",
         [](slot& it) {
             put(it, 1);
             accept(it);
             put(it, 2);
         },
         [](slot& it) { (void)it.commit(update::confirmed(it.record())); }},
        {"remove",
         [](slot& it) {
             put(it, 1);
             accept(it);
         },
         [](slot& it) { (void)it.commit(update::removed(it.record())); }},
        {"stop",
         [](slot& it) {
             put(it, 1);
             accept(it);
         },
         [](slot& it) { (void)it.commit(update::stopped(it.record())); }},
        {"start",
         [](slot& it) {
             put(it, 1);
             accept(it);
             (void)it.commit(update::stopped(it.record()));
         },
         [](slot& it) { (void)it.commit(update::started(it.record())); }},
    };
}

/// What became of the cuts.
struct outcomes {
    std::uint64_t cuts = 0;
    std::uint64_t old_state = 0;
    std::uint64_t new_state = 0;
    std::uint64_t lost = 0;
};
using matrix = std::map<std::string, std::array<outcomes, 3>>;

void print(const char* title, const std::vector<std::string>& order, const matrix& all) {
    std::printf("\n%s\n%-22s %-7s %10s %10s %10s %6s\n", title, "operation", "power", "cuts", "old",
                "new", "lost");
    outcomes sum;
    for (const std::string& name : order) {
        for (std::size_t when = 0; when < 3; ++when) {
            const outcomes& it = all.at(name)[when];
            std::printf("%-22s %-7s %10llu %10llu %10llu %6llu\n", name.c_str(),
                        std::array{"before", "torn", "after"}[when],
                        static_cast<unsigned long long>(it.cuts),
                        static_cast<unsigned long long>(it.old_state),
                        static_cast<unsigned long long>(it.new_state),
                        static_cast<unsigned long long>(it.lost));
            sum.cuts += it.cuts;
            sum.old_state += it.old_state;
            sum.new_state += it.new_state;
            sum.lost += it.lost;
        }
    }
    std::printf(
        "%-22s %-7s %10llu %10llu %10llu %6llu\n", "all", "",
        static_cast<unsigned long long>(sum.cuts), static_cast<unsigned long long>(sum.old_state),
        static_cast<unsigned long long>(sum.new_state), static_cast<unsigned long long>(sum.lost));
}

/// One change, in storage of these units, cut in every way.
template <class Device>
class trial {
    using storage = typename Device::storage;
    using slot = typename Device::slot;

    /// The moment before the change.
    struct world {
        storage flash;
        slot it{flash, Device::place};

        explicit world(const trial& of) : flash{Device::layout::end, of.weak_, of.weather_} {
            if (of.what_.prepare != nullptr) {
                (void)it.recover();
                of.what_.prepare(it);
                if (of.restarts_) {
                    (void)it.recover();
                }
            } else if (of.restarts_) {
                flash.fill(1); // a new device need not be blank
            }
        }
    };

public:
    /// @param restarts  the device does, before the change
    trial(const change<slot>& what, bool restarts, weak_bits weak, std::uint64_t weather)
        : what_{what}, restarts_{restarts}, weak_{weak}, weather_{weather} {}

    /// @param thorough  power is lost in the recovery, too
    void run(std::array<outcomes, 3>& into, bool thorough) {
        world dry{*this};
        before_ = dry.it.record();
        dry.flash.note_operations();
        what_.act(dry.it);
        after_ = dry.it.record();
        const bool is_change = !(before_ == after_) || what_.prepare == nullptr;
        demand(is_change && has_whole_images(dry.it), "the change works");
        const std::vector<nor_operation>& all = dry.flash.operations();
        for (std::size_t i = 0; i < all.size(); ++i) {
            each_cut(i, all[i], thorough ? 4 : 64, [&](const power_cut& cut) {
                world at_hand{*this};
                at_hand.flash.cut_power(cut);
                what_.act(at_hand.it);
                demand(!at_hand.flash.has_power(), "power is lost where it was to be");
                if (thorough) {
                    cut_again(into, at_hand.flash);
                } else {
                    judge(into[static_cast<std::size_t>(cut.when)], at_hand.flash);
                }
            });
        }
    }

    const std::string& complaint() const { return complaint_; }

private:
    /// Calls `with(cut)` for every way to lose power in an operation.
    template <class With>
    static void each_cut(std::uint64_t index, const nor_operation& what, std::uint64_t patterns,
                         With with) {
        with(power_cut{index, power_cut::moment::before, 0});
        const std::uint64_t end = std::min(storage::patterns_of(what), patterns);
        for (std::uint64_t pattern = 0; pattern < end; ++pattern) {
            with(power_cut{index, power_cut::moment::torn, pattern});
        }
        with(power_cut{index, power_cut::moment::after, 0});
    }

    void cut_again(std::array<outcomes, 3>& into, const storage& flash) {
        storage dry = flash;
        dry.power_on();
        dry.note_operations();
        (void)slot{dry, Device::place}.recover();
        const std::vector<nor_operation>& all = dry.operations();
        for (std::size_t i = 0; i < all.size(); ++i) {
            each_cut(i, all[i], 4, [&](const power_cut& cut) {
                storage again = flash;
                again.power_on();
                again.cut_power(cut);
                (void)slot{again, Device::place}.recover();
                judge(into[static_cast<std::size_t>(cut.when)], again);
            });
        }
    }

    /// Power comes back.
    void judge(outcomes& into, storage flash) {
        ++into.cuts;
        flash.power_on();
        slot found{flash, Device::place};
        const bool is_recovered = found.recover();
        const slot_record state = found.record();
        const bool is_old = state == before_;
        const bool is_kept = is_recovered && (is_old || state == after_) && has_whole_images(found);
        demand(is_kept, "the slot is what it was or what it was to be");

        // And it is that from now on, whatever bits that are weak read as.
        bool goes_on = true;
        storage later = flash;
        slot again{later, Device::place};
        for (int start = 0; start < 3; ++start) {
            later.power_on();
            goes_on = goes_on && again.recover() && again.record() == state;
        }
        demand(goes_on, "the slot stays what it was found to be");

        // And it goes on from there at once.
        if (state.on_trial) {
            goes_on = goes_on && found.commit(update::confirmed(state)) == errc::ok;
        }
        const std::uint64_t next = state.sequence + 7;
        goes_on = goes_on && install(found, next) == errc::ok;
        for (int start = 0; start < 3; ++start) {
            flash.power_on();
            goes_on = goes_on && found.recover() && found.record().sequence == next &&
                      has_whole_images(found);
        }
        demand(goes_on, "the next install works");
        demand(flash.complaints().empty(),
               flash.complaints().empty() ? "" : flash.complaints().front().c_str());
        ++(is_kept && goes_on ? is_old ? into.old_state : into.new_state : into.lost);
    }

    void demand(bool holds, const char* promise) {
        if (!holds && complaint_.empty()) {
            complaint_ = promise;
        }
    }

    const change<slot>& what_;
    bool restarts_;
    weak_bits weak_;
    std::uint64_t weather_;
    slot_record before_{};
    slot_record after_{};
    std::string complaint_{};
};

/// Every change in storage of these units, within one session and after a restart.
template <class Device>
void run_all(matrix& all, std::vector<std::string>& order, bool thorough,
             std::initializer_list<weak_bits> modes = {weak_bits::by_start, weak_bits::by_read}) {
    for (const auto& each : changes<Device>()) {
        if (std::find(order.begin(), order.end(), each.name) == order.end()) {
            order.push_back(each.name);
        }
        for (const bool restarts : {false, true}) {
            if (restarts && each.prepare != nullptr &&
                update::journal_geometry<typename Device::storage>::places == 1) {
                continue; // each commit begins the other half, anyway
            }
            for (const weak_bits weak : modes) {
                INFO(each.name << ", units of " << Device::storage::write_bytes << " and "
                               << Device::storage::erase_bytes << (restarts ? ", restarted" : "")
                               << ", weak bits " << static_cast<int>(weak));
                // Two cuts that leave no trace when they are looked at, and a trace later, are rare.
                const bool is_rare = thorough && each.prepare == nullptr && weak != weak_bits::stay;
                const std::uint64_t weathers =
                    is_rare && Device::storage::write_bytes == 32 ? 6 : 1;
                for (std::uint64_t weather = 0; weather < weathers; ++weather) {
                    trial<Device> it{each, restarts, weak, weather};
                    it.run(all[each.name], thorough);
                    CHECK(it.complaint() == "");
                }
            }
        }
    }
}

void check_none_is_lost(const matrix& all) {
    for (const auto& [name, row] : all) {
        for (const outcomes& it : row) {
            INFO(name);
            CHECK(it.cuts > 0);
            CHECK(it.lost == 0);
            CHECK(it.old_state + it.new_state == it.cuts);
        }
    }
}

TEST_CASE("no loss of power at any operation of storage costs both the old and the new state") {
    matrix all;
    std::vector<std::string> order;
    run_all<one_slot<1, 128>>(all, order, false, {weak_bits::stay});
    run_all<one_slot<2, 256>>(all, order, false, {weak_bits::by_read});
    run_all<one_slot<4, 512>>(all, order, false);
    run_all<one_slot<8, 128>>(all, order, false);
    run_all<one_slot<8, 1024>>(all, order, false);
    run_all<one_slot<16, 2048>>(all, order, false);
    run_all<one_slot<32, 4096>>(all, order, false);
    print("power lost once", order, all);
    check_none_is_lost(all);
}

TEST_CASE("no second loss of power in the recovery from the first does either") {
    matrix all;
    std::vector<std::string> order;
    run_all<one_slot<16, 128>>(all, order, true, {weak_bits::by_read});
    run_all<one_slot<32, 1024>>(all, order, true);
    print("power lost again while recovering", order, all);
    check_none_is_lost(all);
}

} // namespace
} // namespace fc::test
