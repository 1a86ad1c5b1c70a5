// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes as a sequence of items: each is refused with a place in it or taken, as a decoder that
// was written apart says, and what was taken is written to the same bytes.
#include "demand.hpp"
#include "update/cbor_reference.hpp"
#include "update/cbor_rewrite.hpp"

#include <femto/update/cbor/map_reader.hpp>
#include <femto/update/cbor/reader.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/cbor/writer.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace fc::fuzz {
namespace {

namespace cbor = update::cbor;
using octets = std::span<const std::uint8_t>;

class target {
public:
    void read(octets input) {
        ++seen_.inputs;
        // A block of its own: a byte behind it is not anybody's.
        const std::unique_ptr<std::uint8_t[]> block{new std::uint8_t[input.size()]};
        std::copy(input.begin(), input.end(), block.get());
        const octets all{block.get(), input.size()};
        const test::cbor_reference reference{{input.begin(), input.end()}};

        cbor::reader from{all, base};
        cbor::scanner same{all};
        while (!from.at_end()) {
            const std::size_t at = from.offset() - base;
            const auto wanted = reference.end_of(at, static_cast<int>(cbor::depth_max));
            const auto item = from.skip();
            const octets scanned = same.skip();
            demand(static_cast<bool>(item) == wanted.has_value(), "the reference agrees");
            if (!item) {
                demand(item.at() - base >= at && item.at() - base <= all.size(),
                       "an error lies in what was read");
                demand(from.offset() - base == at, "what is refused stays the next item");
                demand(same.error() == item.error() && same.offset() == item.at() - base,
                       "a scanner finds the same error");
                ++seen_.refused;
                return;
            }
            demand(item->data() == all.data() + at && at + item->size() == *wanted,
                   "an item is where it was");
            demand(scanned.data() == item->data() && scanned.size() == item->size(),
                   "a scanner takes the same");
            demand_same(*item);
        }
        demand(from.end() && !same.failed(), "all is read");
        ++seen_.finished;
    }

private:
    static constexpr std::uint32_t base = 1000;

    static void demand_same(octets item) {
        std::vector<std::uint8_t> room(item.size());
        cbor::writer into{room};
        demand(test::rewrite(cbor::reader{item}, into), "what is passed over can be read");
        demand(into.written() && std::equal(item.begin(), item.end(), room.begin(), room.end()),
               "what is read is written to the same bytes");
        for (std::size_t size = 0; size < std::min<std::size_t>(item.size(), 64); ++size) {
            cbor::reader part{item.first(size)};
            demand(part.skip().error() == errc::truncated, "a part of an item is truncated");
        }
        cbor::reader from{item};
        auto map = cbor::map_reader::open(from);
        if (map) {
            auto more = map->next();
            for (; more && *more; more = map->next()) {
                demand(from.skip() && from.skip(), "a key and its value can be read");
            }
            demand(more && from.end(), "a map that was passed over can be gone through");
        }
    }

    tally seen_{"cbor"};
};

} // namespace
} // namespace fc::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static fc::fuzz::target all;
    all.read({bytes, size});
    return 0;
}
