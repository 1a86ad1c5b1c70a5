// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What may follow what: sequence numbers, and the states of a slot.
#include "support/catch.hpp"

#include <femto/update/slot/sequence.hpp>
#include <femto/update/slot/transitions.hpp>

#include <cstdint>
#include <vector>

namespace fc::test {
namespace {

using update::image_record;
using update::slot_record;

constexpr platform::sha256_digest digest(std::uint8_t of) {
    platform::sha256_digest out{};
    out.fill(of);
    return out;
}
constexpr image_record image(std::uint64_t sequence, std::uint8_t of) {
    image_record out;
    out.size = 100;
    out.sequence = sequence;
    out.digest = digest(of);
    return out;
}
constexpr slot_record holding(std::uint64_t sequence, std::uint8_t of) {
    return confirmed(installed({}, image(sequence, of)));
}

struct judgement {
    const char* what;
    slot_record slot;
    std::uint64_t sequence;
    std::uint8_t digest;
    errc error;
};
constexpr std::uint64_t highest = 0xFFFF'FFFF'FFFF'FFFF;
constexpr auto ok = errc::ok;
constexpr auto stale = errc::stale_sequence;
constexpr auto same = errc::same_sequence;

constexpr judgement judgements[] = {
    {"the first number, 0", {}, 0, 1, ok},
    {"the first number, any", {}, 77, 1, ok},
    {"the first number, the highest", {}, highest, 1, ok},
    {"the next number", holding(5, 1), 6, 2, ok},
    {"the next number with the same image", holding(5, 1), 6, 1, ok},
    {"a number that leaves some out", holding(5, 1), highest, 2, ok},
    {"a replay", holding(5, 1), 4, 1, stale},
    {"a replay of the first", holding(5, 1), 0, 1, stale},
    {"the same number and image", holding(5, 1), 5, 1, ok},
    {"the same number, another image", holding(5, 1), 5, 2, same},
    {"number 0 again", holding(0, 1), 0, 1, ok},
    {"number 0 again, another image", holding(0, 1), 0, 2, same},
    {"1 after 0", holding(0, 1), 1, 2, ok},
    {"the highest again", holding(highest, 1), highest, 1, ok},
    {"the highest again, another image", holding(highest, 1), highest, 2, same},
    {"0 after the highest", holding(highest, 1), 0, 2, stale},
    {"1 after the highest", holding(highest, 1), 1, 2, stale},
    {"the one before the highest", holding(highest, 1), highest - 1, 2, stale},
    {"the number of what was rolled back, again",
     rolled_back(installed(holding(5, 1), image(6, 2))), 6, 2, same},
    {"the number of what was rolled back, another image",
     rolled_back(installed(holding(5, 1), image(6, 2))), 6, 3, same},
    {"the number that is active after a rollback",
     rolled_back(installed(holding(5, 1), image(6, 2))), 5, 1, stale},
    {"the next after a rollback", rolled_back(installed(holding(5, 1), image(6, 2))), 7, 3, ok},
    {"the number of what was removed, again", removed(holding(5, 1)), 5, 1, same},
    {"number 0 of what was removed, again", removed(holding(0, 1)), 0, 1, same},
    {"the number of what was removed, another image", removed(holding(5, 1)), 5, 2, same},
    {"a lower number than that of what was removed", removed(holding(5, 1)), 4, 1, stale},
    {"the next after a removal", removed(holding(5, 1)), 6, 2, ok},
};

TEST_CASE("a slot takes a higher number, or the one it has for the image it has") {
    for (const judgement& row : judgements) {
        INFO(row.what);
        CHECK(judge(row.slot, image(row.sequence, row.digest)) == row.error);
    }
}

TEST_CASE("the same number and image for another hook, or by another key, is another content") {
    const image_record now = image(5, 1);
    const slot_record slot = holding(5, 1);
    CHECK(is_installed(slot, now));
    CHECK(is_installed(installed({}, now), now));
    CHECK_FALSE(is_installed({}, now));
    CHECK_FALSE(is_installed(removed(slot), now));
    const auto differs = [&](auto change) {
        image_record other = now;
        change(other);
        CHECK_FALSE(is_installed(slot, other));
        CHECK(judge(slot, other) == same);
        CHECK(judge(removed(slot), other) == same);
    };
    differs([](image_record& it) { it.hook[15] = 1; });
    differs([](image_record& it) { it.key[7] = 1; });
    differs([](image_record& it) { it.position = 1; });
    differs([](image_record& it) { it.budget = 1; });
    differs([](image_record& it) { it.name[14] = 'x'; });
    differs([](image_record& it) { it.size = 101; });
}

TEST_CASE("an image is on trial until it is confirmed, and the one before it is kept as long") {
    constexpr slot_record first = installed({}, image(1, 1));
    STATIC_REQUIRE(first.active == 0 && first.on_trial && first.spare() == 1);
    STATIC_REQUIRE(first.sequence == 1 && first.newest == digest(1));
    STATIC_REQUIRE(first.image() == image(1, 1) && !first.images[1].is_there());

    constexpr slot_record taken = confirmed(first);
    STATIC_REQUIRE(!taken.on_trial && taken.image() == image(1, 1));
    STATIC_REQUIRE(confirmed(taken) == taken);

    constexpr slot_record second = installed(taken, image(2, 2));
    STATIC_REQUIRE(second.active == 1 && second.on_trial && second.spare() == 0);
    STATIC_REQUIRE(second.images[0] == image(1, 1) && second.images[1] == image(2, 2));

    constexpr slot_record stays = confirmed(second);
    STATIC_REQUIRE(stays.active == 1 && !stays.on_trial && !stays.images[0].is_there());
    STATIC_REQUIRE(installed(stays, image(3, 3)).active == 0);
}

TEST_CASE("what fails its trial gives way to the image before, or to none, and keeps its number") {
    constexpr slot_record one = holding(1, 1);
    constexpr slot_record back = rolled_back(installed(one, image(2, 2)));
    STATIC_REQUIRE(back.active == 0 && !back.on_trial && back.rolled_back);
    STATIC_REQUIRE(back.image() == image(1, 1) && !back.images[1].is_there());
    STATIC_REQUIRE(back.sequence == 2 && back.newest == digest(2));
    STATIC_REQUIRE(rolled_back(back) == back);
    STATIC_REQUIRE(!installed(back, image(3, 3)).rolled_back);

    constexpr slot_record none = rolled_back(installed({}, image(1, 1)));
    STATIC_REQUIRE(!none.has_image() && none.rolled_back && none.sequence == 1);
    STATIC_REQUIRE(!none.images[0].is_there() && !none.images[1].is_there());

    STATIC_REQUIRE(rolled_back(one) == one);
    STATIC_REQUIRE(rolled_back(slot_record{}) == slot_record{});
}

TEST_CASE("a removal leaves nothing but the number") {
    constexpr slot_record left = removed(stopped(installed(holding(1, 1), image(2, 2))));
    slot_record wanted;
    wanted.sequence = 2;
    wanted.newest = digest(2);
    CHECK(left == wanted);
}

TEST_CASE("what the operator stopped stays stopped through updates, until it is started or gone") {
    constexpr slot_record one = holding(1, 1);
    STATIC_REQUIRE(stopped(one).stopped && !started(stopped(one)).stopped);
    STATIC_REQUIRE(installed(stopped(one), image(2, 2)).stopped);
    STATIC_REQUIRE(confirmed(installed(stopped(one), image(2, 2))).stopped);
    STATIC_REQUIRE(rolled_back(installed(stopped(one), image(2, 2))).stopped);
    STATIC_REQUIRE(!rolled_back(stopped(installed({}, image(1, 1)))).stopped);
    STATIC_REQUIRE(!stopped(slot_record{}).stopped);
}

TEST_CASE("starts are counted while an image is on trial, and never begin anew by overflow") {
    slot_record it = installed(holding(1, 1), image(2, 2));
    for (int i = 1; i <= 300; ++i) {
        it = attempted(it);
        CHECK(it.missed_starts() == (i < 15 ? i : 15));
        CHECK(it.good_starts() == 0);
    }
    CHECK(not_attempted(it).missed_starts() == 14);
    for (int i = 1; i <= 300; ++i) {
        it = seen_well(it);
        CHECK(it.missed_starts() == 0);
        CHECK(it.good_starts() == (i < 15 ? i : 15));
    }
    CHECK(not_attempted(it) == it);
    CHECK(installed(confirmed(it), image(3, 3)).attempts == 0);
    CHECK(confirmed(it).attempts == 0);
    CHECK(rolled_back(it).attempts == 0);
    STATIC_REQUIRE(attempted(holding(1, 1)) == holding(1, 1));
    STATIC_REQUIRE(seen_well(holding(1, 1)) == holding(1, 1));
    STATIC_REQUIRE(not_attempted(holding(1, 1)) == holding(1, 1));
    STATIC_REQUIRE(accepted(holding(1, 1)) == holding(1, 1));
}

TEST_CASE("an image that is given up stays, stopped, when there is none to go back to") {
    constexpr slot_record two = accepted(installed(holding(1, 1), image(2, 2)));
    STATIC_REQUIRE(given_up(two) == rolled_back(two));
    constexpr slot_record alone = given_up(accepted(installed({}, image(1, 1))));
    STATIC_REQUIRE(alone.image() == image(1, 1) && alone.stopped && alone.rolled_back);
    STATIC_REQUIRE(!alone.on_trial && !alone.accepted);
    STATIC_REQUIRE(given_up(alone) == alone);
    // It is not what the operator stopped, until he does.
    constexpr slot_record next = installed(alone, image(2, 2));
    STATIC_REQUIRE(!next.stopped && !confirmed(next).given_up);
    constexpr slot_record back = rolled_back(next);
    STATIC_REQUIRE(back.image() == image(1, 1) && back.stopped && back.given_up);
    STATIC_REQUIRE(installed(stopped(alone), image(2, 2)).stopped);
    STATIC_REQUIRE(!started(alone).stopped);
    STATIC_REQUIRE(installed(stopped(started(alone)), image(2, 2)).stopped);
    STATIC_REQUIRE(!given_up(stopped(installed({}, image(1, 1)))).given_up);
}

TEST_CASE("whatever follows whatever, a slot is sound and its number never goes down") {
    std::vector<slot_record> seen{slot_record{}};
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const slot_record from = seen[i];
        std::vector<slot_record> next{attempted(from), not_attempted(from), seen_well(from),
                                      accepted(from),  confirmed(from),     rolled_back(from),
                                      given_up(from),  removed(from),       stopped(from),
                                      started(from)};
        if (!from.on_trial && from.sequence < 5) {
            next.push_back(installed(from, image(from.sequence + 1, 1)));
        }
        for (slot_record& to : next) {
            REQUIRE(is_sound(to, 100));
            REQUIRE(to.sequence >= from.sequence);
            REQUIRE((!to.on_trial || to.image().sequence == to.sequence));
            REQUIRE((to.has_image() || !to.stopped));
            to.attempts &= 0x11; // enough of each
            bool is_new = true;
            for (const slot_record& other : seen) {
                is_new = is_new && !(other == to);
            }
            if (is_new) {
                seen.push_back(to);
            }
        }
    }
    CHECK(seen.size() > 50);
}

TEST_CASE("a record that no firmware with this layout wrote is none") {
    const slot_record good = installed(holding(1, 1), image(2, 2));
    CHECK(is_sound(good, 100));
    CHECK(!is_sound(good, 99)); // made where images were longer
    slot_record bad = good;
    bad.active = 3;
    CHECK(!is_sound(bad, 100));
    bad = good;
    bad.format = 2;
    CHECK(!is_sound(bad, 100));
    bad = good;
    bad.images[1].size = 0;
    CHECK(!is_sound(bad, 100));
    bad = good;
    bad.on_trial = false; // then nothing keeps the other image
    CHECK(!is_sound(bad, 100));
    bad = good;
    bad.active = slot_record::none;
    CHECK(!is_sound(bad, 100));
}

TEST_CASE("a name of a container is all of its characters, or those before the zeros") {
    image_record it;
    CHECK(it.title().empty());
    it.name = {'a', 'b'};
    CHECK(it.title().size() == 2);
    it.name.fill('x');
    CHECK(it.title().size() == 15);
}

} // namespace
} // namespace fc::test
