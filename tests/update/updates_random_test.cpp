// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/shipments.hpp"

#include <cstdio>
#include <map>

namespace fc::test {
namespace {

/// What an image does. Each has its sequence number as its result, so that one is known from another.
enum class kind : std::uint8_t { good, faults, refused };

byte_string image_of_kind(kind what, std::uint64_t sequence) {
    const auto number = static_cast<int>(sequence);
    if (what == kind::faults) {
        return image_of(
            text_from("r0 = *(u64 *)(r1 + " + std::to_string(4096 + number % 1000) + ")\nexit"));
    }
    byte_string out = image_returning(number);
    if (what == kind::refused) {
        out[out.size() - 16] = 0xEE; // no such instruction
    }
    return out;
}

/// A device to which anything happens, and what may have become of it.
///
/// The model is a rule for each operation: which numbers and which images may be found after it, when
/// these were there before. What is found is what the next operation begins with.
class history {
public:
    explicit history(std::uint64_t seed) : random_{seed} {}

    void step() {
        const auto what = random_.below(100);
        slot_ = static_cast<std::uint8_t>(random_.below(2)); // 0 is ann's, 1 is bob's
        before_ = device_->updates.record(slot_);
        other_ = device_->updates.record(slot_ ^ 1U);
        list_ = device_->updates.list().sequence;
        was_revoked_ = is_revoked();
        fails_ = random_.below(4) == 0;
        removes_ = what >= 76 && what < 80;
        was_in_doubt_ = is_in_doubt_;
        if (fails_) {
            device_.storage.cut_power({random_.below(random_.below(2) == 0 ? 40 : 500),
                                       static_cast<power_cut::moment>(random_.below(3)),
                                       random_.below(12)});
        }
        const bool loses_power = fails_ && random_.below(2) == 0;
        if (what < 30) {
            send_fresh();
        } else if (what < 40) {
            send_old();
        } else if (what < 44) {
            send_list();
        } else if (what < 62) {
            for (auto runs = random_.below(6); runs != 0; --runs) {
                device_->fire();
            }
            unless_failing(device_->updates.poll());
            expect_kept();
        } else if (what < 70) {
            static_cast<void>(device_->updates.start(slot_).error());
            expect_kept();
        } else if (what < 76) {
            static_cast<void>(device_->updates.stop(slot_).error());
            expect_kept();
        } else if (removes_) {
            remove();
        } else if (what < 86) {
            static_cast<void>(device_->updates.run(slot_).error());
            expect_kept();
        } else if (what < 90) {
            trickle();
        } else {
            device_.restart_as_it_is();
            ++restarts;
            expect_kept(true);
        }
        if (loses_power) {
            lose_power();
        } else if (fails_) {
            device_.storage.power_on(); // it works again
        }
        look(loses_power || what >= 90);
        is_in_doubt_ = !loses_power && (fails_ || (is_in_doubt_ && what < 90));
        ++steps;
    }

    std::uint64_t steps = 0;
    std::uint64_t installed = 0;
    std::uint64_t rolled_back = 0;
    std::uint64_t failures = 0;
    std::uint64_t restarts = 0;

private:
    struct image {
        kind what;
        byte_string bytes;
    };

    const signer& owner() const { return slot_ == 0 ? ann : bob; }
    bool is_revoked() const {
        const auto& list = device_.now->updates.tenants();
        const auto key = list.find_key(bob.id);
        return key && list.key(*key).status == update::key_status::revoked;
    }
    static std::uint64_t active_of(const update::slot_record& of) {
        return of.has_image() ? of.image().sequence : 0;
    }
    /// The one to go back to.
    static std::uint64_t earlier_of(const update::slot_record& of) {
        return of.images[of.spare()].sequence;
    }
    kind kind_of(std::uint64_t sequence) { return images_.at(sequence).what; }
    template <class T>
    void unless_failing(const result<T>& done) {
        CHECK((done || fails_));
    }

    /// Whether the image on trial may be given up.
    bool may_go_back(bool is_start) {
        if (!before_.on_trial) {
            return false;
        }
        return kind_of(active_of(before_)) != kind::good ||
               (is_start && before_.missed_starts() >= station_config::trial_starts) ||
               (slot_ == 1 && (was_revoked_ || is_revoked()));
    }
    /// No number has changed, and what is active is what was or what it replaced.
    bool is_kept(bool is_start = false) {
        const auto& now = device_->updates.record(slot_);
        const bool went_back = active_of(now) != active_of(before_);
        rolled_back += went_back ? 1U : 0U;
        return now.sequence == before_.sequence &&
               (!went_back || (may_go_back(is_start) && earlier_of(before_) != 0 &&
                               active_of(now) == earlier_of(before_)));
    }
    void expect_kept(bool is_start = false) { CHECK(is_kept(is_start)); }

    void send_fresh() {
        const std::uint64_t sequence = ++last_;
        const auto what = static_cast<kind>(random_.below(4) % 3);
        images_[sequence] = {what, image_of_kind(what, sequence)};
        const bool may = slot_ == 0 || !was_revoked_;
        const auto sent = device_.send(
            for_tick(images_[sequence].bytes, sequence, slot_).envelope(owner()), block());
        const auto& now = device_->updates.record(slot_);
        if (sent) {
            CHECK(may);
            CHECK(what != kind::refused);
            CHECK(now.sequence == sequence);
            CHECK(active_of(now) == sequence);
            ++installed;
        } else if (may && (what == kind::refused || fails_) && now.sequence == sequence) {
            // Refused or cut short behind the point where its number is taken.
            const auto active = active_of(now);
            CHECK((active == sequence || active == active_of(before_) ||
                   (may_go_back(false) && active == earlier_of(before_))));
        } else {
            CHECK((!may || fails_));
            expect_kept();
        }
    }
    /// One that came before: what is there already, or nothing.
    void send_old() {
        if (images_.empty()) {
            return;
        }
        auto it = images_.lower_bound(1 + random_.below(last_));
        if (random_.below(2) == 0 && before_.sequence != 0) {
            it = images_.find(before_.sequence);
        }
        const auto [sequence, what] = *it;
        const bool is_newer = sequence > before_.sequence; // it was sent to the other slot
        const auto sent =
            device_.send(for_tick(what.bytes, sequence, slot_).envelope(owner()), block());
        const auto& now = device_->updates.record(slot_);
        CHECK(now.sequence >= before_.sequence);
        if (sent) {
            CHECK(sequence >= before_.sequence);
            CHECK(active_of(now) == sequence);
        } else if (!is_newer && sequence != before_.sequence) {
            expect_kept();
        }
    }
    void send_list() {
        tenant_list list;
        if (random_.below(2) == 0) {
            list.keys[1].status = update::key_status::revoked;
        }
        const auto sent = device_.send(of_list(list, ++last_list_).envelope(root), block());
        CHECK((sent || fails_));
        CHECK(device_->updates.list().sequence == (sent ? last_list_ : list_));
        expect_kept();
    }
    void remove() {
        const auto done = device_->updates.remove(slot_);
        const auto& now = device_->updates.record(slot_);
        CHECK(now.sequence == before_.sequence);
        CHECK(active_of(now) == (done ? 0 : active_of(before_)));
        CHECK((done || fails_ || !before_.has_image()));
    }
    /// A transfer that somebody else ends.
    void trickle() {
        const std::uint64_t sequence = ++last_;
        images_[sequence] = {kind::good, image_of_kind(kind::good, sequence)};
        const auto envelope = for_tick(images_[sequence].bytes, sequence, slot_).envelope(owner());
        const std::span<const std::uint8_t> bytes{envelope};
        REQUIRE(device_->updates.begin(1, true));
        const auto taken = device_->updates.take(bytes.first(random_.below(bytes.size())));
        CHECK((taken || fails_ || was_revoked_));
        switch (random_.below(4)) {
        case 0: static_cast<void>(device_->updates.stop(slot_).error()); break;
        case 1: static_cast<void>(device_->updates.start(slot_).error()); break;
        case 2: static_cast<void>(device_->updates.poll().error()); break;
        default: break;
        }
        CHECK_FALSE(device_->updates.end());
        // A trial may have ended in which the next image was to come, but for one that failed.
        expect_kept();
    }

    /// What is found after a loss of power is what there was a moment before, or after an operation
    /// that had come to its end for storage.
    void lose_power() {
        const auto& at_hand = device_->updates.record(slot_);
        const update::slot_record last = at_hand;
        const std::uint64_t most = std::max({last.sequence, before_.sequence, last_});
        device_.restart();
        ++failures;
        ++restarts;
        const auto& now = device_->updates.record(slot_);
        CHECK(device_.recovered);
        CHECK(now.sequence >= before_.sequence);
        CHECK(now.sequence <= most);
        const auto active = active_of(now);
        CHECK((active == active_of(last) || active == active_of(before_) ||
               active == earlier_of(last) || active == earlier_of(before_) ||
               active == now.sequence || (active == 0 && (removes_ || !last.has_image()))));
        // One that was kept and is well is not lost, but for another or by who removes it.
        if (before_.has_image() && !before_.on_trial && last.has_image() && !removes_) {
            CHECK(active != 0);
        }
    }

    void look(bool has_started) {
        // What storage took and said that it failed to, a start of the device may find.
        const std::uint64_t other = device_->updates.record(slot_ ^ 1U).sequence;
        CHECK((other == other_.sequence ||
               (has_started && was_in_doubt_ && other > other_.sequence)));
        CHECK(device_->updates.list().sequence >= list_);
        const auto& now = device_->updates.record(slot_);
        if (!now.has_image()) {
            CHECK(name_of(device_->updates.run(slot_).error()) == "slot_empty");
            return;
        }
        if (random_.below(3) != 0) {
            return;
        }
        const auto ran = device_->updates.run(slot_);
        const bool may = slot_ == 0 || !is_revoked();
        if (kind_of(active_of(now)) == kind::good && may) {
            REQUIRE(ran);
            CHECK(*ran == active_of(now));
        } else if (ran) { // its rollback was not kept, and the one before runs
            CHECK((now.on_trial && *ran == earlier_of(now)));
            CHECK(kind_of(*ran) == kind::good);
        }
    }

    std::size_t block() { return std::size_t{1} << (3 + random_.below(8)); }

    noise random_;
    station device_{};
    std::map<std::uint64_t, image> images_{};
    std::uint64_t last_ = 0;
    std::uint64_t last_list_ = 0;
    std::uint8_t slot_ = 0;
    update::slot_record before_{};
    update::slot_record other_{};
    std::uint64_t list_ = 0;
    bool was_revoked_ = false;
    bool fails_ = false;
    bool removes_ = false;
    bool is_in_doubt_ = false; // storage failed since the device started
    bool was_in_doubt_ = false;
};

TEST_CASE("whatever happens to a device, numbers do not fall and what is well goes on",
          "[update]") {
    std::uint64_t steps = 0;
    std::uint64_t installed = 0;
    std::uint64_t rolled_back = 0;
    std::uint64_t failures = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        history it{seed};
        for (int i = 0; i < 250; ++i) {
            CAPTURE(seed, i);
            it.step();
        }
        steps += it.steps;
        installed += it.installed;
        rolled_back += it.rolled_back;
        failures += it.failures;
    }
    std::printf("%llu steps: %llu updates, %llu rolled back, %llu losses of power\n",
                static_cast<unsigned long long>(steps), static_cast<unsigned long long>(installed),
                static_cast<unsigned long long>(rolled_back),
                static_cast<unsigned long long>(failures));
}

} // namespace
} // namespace fc::test
