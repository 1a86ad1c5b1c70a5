// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Long sequences of whatever can be done to a slot, with losses of power at any moment, beside a
// model that knows nothing of storage.
#include "support/catch.hpp"
#include "update/slot_device.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

namespace fc::test {
namespace {

using update::slot_record;

struct tally {
    std::uint64_t operations = 0;
    std::uint64_t cuts = 0;
    std::uint64_t cuts_in_recovery = 0;
    std::uint64_t old_state = 0;
    std::uint64_t new_state = 0;
};

template <class Device>
class story {
    using slot = typename Device::slot;
    using storage = typename Device::storage;

public:
    story(std::uint64_t seed, tally& seen)
        : random_{seed}, seen_{seen}, flash_{Device::layout::end, weak_of(seed)} {
        flash_.fill(seed);
    }

    void run(int steps) {
        start();
        for (int i = 0; i < steps; ++i) {
            ++seen_.operations;
            const bool is_cut = random_.below(4) == 0;
            if (is_cut) {
                flash_.cut_power(any_cut(70));
            }
            const slot_record before = model_;
            const slot_record after = step();
            REQUIRE(flash_.complaints().empty());
            if (flash_.has_power()) {
                flash_.power_on(); // forgets a cut that lies beyond
                model_ = after;
                REQUIRE(it_.record() == model_);
                REQUIRE(has_whole_images(it_));
                if (random_.below(8) == 0) {
                    start();
                    REQUIRE(it_.record() == model_);
                }
                continue;
            }
            ++seen_.cuts;
            start();
            model_ = it_.record();
            REQUIRE((model_ == before || model_ == after));
            ++(model_ == after ? seen_.new_state : seen_.old_state);
            REQUIRE(has_whole_images(it_));
        }
    }

private:
    static weak_bits weak_of(std::uint64_t seed) {
        return seed % 2 == 0 ? weak_bits::by_start : weak_bits::by_read;
    }
    power_cut any_cut(std::uint64_t end) {
        return {random_.below(end), static_cast<power_cut::moment>(random_.below(3)),
                random_.below(64)};
    }

    /// Until power holds.
    void start() {
        for (;;) {
            flash_.power_on();
            if (random_.below(3) == 0) {
                flash_.cut_power(any_cut(36));
            }
            const bool is_recovered = it_.recover();
            if (flash_.has_power()) {
                flash_.power_on();
                REQUIRE(is_recovered);
                return;
            }
            ++seen_.cuts_in_recovery;
        }
    }

    /// @return  what the slot is to be afterwards
    slot_record step() {
        switch (random_.below(8)) {
        case 0:
        case 1: return installing();
        case 2: return committing(update::confirmed(model_));
        case 3: return committing(update::rolled_back(model_));
        case 4: return committing(update::attempted(model_));
        case 5: return committing(update::stopped(model_));
        case 6: return committing(update::started(model_));
        default: return random_.below(4) == 0 ? committing(update::removed(model_)) : giving_up();
        }
    }
    slot_record committing(const slot_record& next) {
        (void)it_.commit(next);
        return next;
    }
    slot_record installing() {
        // Lower, equal and higher numbers.
        const std::uint64_t sequence =
            std::max<std::uint64_t>(model_.sequence + random_.below(4), 1) - 1;
        const errc error = install(it_, sequence);
        const bool is_active = model_.has_image() && model_.image().sequence == sequence;
        const bool is_first = model_.newest == platform::sha256_digest{};
        if (!is_first && sequence < model_.sequence) {
            REQUIRE(error == errc::stale_sequence);
            return model_;
        }
        if (!is_first && sequence == model_.sequence && !is_active) {
            REQUIRE(error == errc::same_sequence);
            return model_;
        }
        if (model_.images[model_.spare()].is_there()) {
            REQUIRE(error == errc::slot_busy);
            return model_;
        }
        return update::installed(model_, record_of(sequence));
    }
    slot_record giving_up() {
        const std::vector<std::uint8_t> some(1 + random_.below(100));
        if (it_.begin_image(100) == errc::ok) {
            (void)it_.write_image(some);
        }
        return model_;
    }

    noise random_;
    tally& seen_;
    storage flash_;
    slot it_{flash_, Device::place};
    slot_record model_{};
};

template <class Device>
void tell_stories(int stories, int steps, tally& seen) {
    for (int seed = 0; seed < stories; ++seed) {
        INFO("story " << seed << ", units of " << Device::storage::write_bytes << " and "
                      << Device::storage::erase_bytes);
        story<Device>{static_cast<std::uint64_t>(seed), seen}.run(steps);
    }
}

TEST_CASE("a slot is what its model is, whatever is done to it and whenever power is lost") {
    tally seen;
    tell_stories<one_slot<1, 128>>(20, 400, seen);
    tell_stories<one_slot<2, 512>>(20, 400, seen);
    tell_stories<one_slot<4, 256>>(20, 400, seen);
    tell_stories<one_slot<8, 128>>(20, 400, seen);
    tell_stories<one_slot<8, 2048>>(40, 400, seen);
    tell_stories<one_slot<16, 1024>>(20, 400, seen);
    tell_stories<one_slot<32, 4096>>(20, 400, seen);
    const auto print = [](const char* what, std::uint64_t number) {
        std::printf("%-28s %8llu\n", what, static_cast<unsigned long long>(number));
    };
    std::printf("\nrandom sequences\n");
    print("operations", seen.operations);
    print("cut", seen.cuts);
    print("then in the old state", seen.old_state);
    print("then in the new state", seen.new_state);
    print("recoveries cut", seen.cuts_in_recovery);
    CHECK(seen.cuts > 1000);
    CHECK(seen.new_state > 10);
    CHECK(seen.old_state + seen.new_state == seen.cuts);
}

} // namespace
} // namespace fc::test
