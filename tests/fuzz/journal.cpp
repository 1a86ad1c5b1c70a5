// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes in the storage of a slot, some of them records with the right sum: a slot is found in
// it that is sound, that is found again, and that can be gone on with.
#include "demand.hpp"
#include "update/slot_device.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::fuzz {
namespace {

/// What an input says, byte by byte; zeros when it has ended.
class reader {
public:
    explicit reader(std::span<const std::uint8_t> input) : left_{input} {}
    std::uint8_t byte() {
        if (left_.empty()) {
            return 0;
        }
        const std::uint8_t out = left_.front();
        left_ = left_.subspan(1);
        return out;
    }
    std::span<const std::uint8_t> rest() const { return left_; }

private:
    std::span<const std::uint8_t> left_;
};

/// Storage that holds what it is given, and knows of no rules.
template <std::size_t WriteBytes, std::size_t EraseBytes, std::size_t Size>
struct bytes_of_storage {
    static constexpr std::size_t write_bytes = WriteBytes;
    static constexpr std::size_t erase_bytes = EraseBytes;

    alignas(8) std::array<std::uint8_t, Size> bytes{};

    std::span<const std::uint8_t> contents() const { return bytes; }
    bool write(std::size_t at, std::span<const std::uint8_t> from) {
        demand(at % WriteBytes == 0 && from.size() % WriteBytes == 0 && at <= Size &&
                   from.size() <= Size - at,
               "a write is of whole units in the storage");
        for (const std::uint8_t each : from) {
            demand(bytes[at] == 0xFF, "a write is to where all was erased");
            bytes[at++] = each;
        }
        return true;
    }
    bool erase(std::size_t at) {
        demand(at % EraseBytes == 0 && at < Size, "an erasure is of a unit in the storage");
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), EraseBytes, 0xFF);
        return true;
    }
};

template <std::size_t WriteBytes, std::size_t EraseBytes>
class target {
    using units = bytes_of_storage<WriteBytes, EraseBytes, EraseBytes>;
    using geometry = update::journal_geometry<units>;
    static constexpr std::uint32_t image_bytes = EraseBytes;
    static constexpr std::uint32_t end = 2 * geometry::half_bytes + 2 * image_bytes;
    using storage = bytes_of_storage<WriteBytes, EraseBytes, end>;
    using slot = update::slot<storage>;

public:
    /// @return  true: there was a record
    static bool read(reader& input) {
        storage flash;
        const std::uint8_t how = input.byte();
        const std::uint8_t places = input.byte();
        const std::span<const std::uint8_t> bytes = input.rest();
        flash.bytes.fill((how & 1U) != 0 ? 0xFF : 0);
        const std::size_t size = std::min<std::size_t>(bytes.size(), 2 * geometry::half_bytes);
        std::copy_n(bytes.begin(), size, flash.bytes.begin());
        for (unsigned which = 0; which < 8; ++which) {
            if ((places >> which & 1U) != 0) {
                make_valid(flash, which, how >> 1);
            }
        }

        slot found{flash, {0, image_bytes}};
        demand(found.recover(), "storage that works is recovered from");
        const update::slot_record record = found.record();
        demand(is_sound(record, image_bytes), "what is found is sound");
        for (std::size_t i = 0; i < 2; ++i) {
            const auto image = found.image(i);
            demand(image.size() == record.images[i].size,
                   "an image is as long as it is said to be");
            std::uint8_t any = 0;
            for (const std::uint8_t each : image) {
                any = static_cast<std::uint8_t>(any ^ each);
            }
            sink = any;
        }
        const auto before = flash.bytes;
        demand(found.recover() && found.record() == record, "what was found is found again");
        demand(flash.bytes == before, "and it was made certain before");
        if (record.on_trial) {
            demand(found.commit(update::confirmed(record)) == errc::ok, "it goes on");
        }
        if (record.sequence != ~std::uint64_t{0} || record.newest == platform::sha256_digest{}) {
            const std::uint64_t next = record.sequence + (record.sequence != ~std::uint64_t{0});
            demand(test::install(found, next) == errc::ok, "an image can be installed");
            demand(found.recover() && found.record().image() == test::record_of(next) &&
                       test::digest_of(found.image(found.record().active)) ==
                           found.record().image().digest,
                   "and is there at the next start");
        }
        return !(record == update::slot_record{});
    }

private:
    /// Gives the bytes of one place the words that make them a record, of a low generation.
    static void make_valid(storage& flash, unsigned which, unsigned how) {
        const std::uint32_t half = which & 1U;
        const std::uint32_t place = which / 2 % geometry::places;
        std::uint8_t* const at =
            &flash.bytes[half * geometry::half_bytes + place * geometry::place_bytes];
        const std::uint32_t generation = 1 + (how >> half & 3U);
        const std::uint32_t sum = update::detail::crc32c(
            ~generation, std::span<const std::uint8_t>{at, update::detail::record_bytes});
        std::uint8_t* const words = at + update::detail::record_bytes;
        store_le(words, generation);
        store_le(words + 4, ~generation);
        store_le(words + geometry::word_bytes, ~sum);
        store_le(words + geometry::word_bytes + 4, sum);
    }

    static inline volatile std::uint8_t sink = 0;
};

} // namespace
} // namespace fc::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static fc::fuzz::tally seen{"journal"};
    ++seen.inputs;
    fc::fuzz::reader input{{bytes, size}};
    bool is_found = false;
    switch (input.byte() % 4) {
    case 0: is_found = fc::fuzz::target<1, 256>::read(input); break;
    case 1: is_found = fc::fuzz::target<8, 512>::read(input); break;
    case 2: is_found = fc::fuzz::target<16, 1024>::read(input); break;
    default: is_found = fc::fuzz::target<32, 512>::read(input); break;
    }
    ++(is_found ? seen.finished : seen.refused);
    return 0;
}
