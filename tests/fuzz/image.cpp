// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes as an image of every layout: refused with a place in it, or read as parts that lie in
// it, which every layout that can hold them gives back, written by femto.
#include "demand.hpp"
#include "image/reading.hpp"

#include <femto/image/load.hpp>
#include <femto/image/write.hpp>
#include <femto/vm.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace fc::fuzz {
namespace {

using bytes = std::vector<std::uint8_t>;
using image::layout;

constexpr layout layouts[] = {layout::text, layout::fc28, layout::fc32, layout::extended,
                              layout::elf};

/// A block of exactly the size of what it holds, on a boundary as a slot of a device has it.
class block {
public:
    explicit block(std::size_t size) : bytes_{new std::uint8_t[size]{}}, size_{size} {}
    explicit block(std::span<const std::uint8_t> of) : block{of.size()} {
        std::copy(of.begin(), of.end(), bytes_.get());
    }
    std::span<std::uint8_t> span() const { return {bytes_.get(), size_}; }

private:
    std::unique_ptr<std::uint8_t[]> bytes_;
    std::size_t size_;
};

/// True when `longer` is `part` and then only zero bytes: parts are filled up when written.
bool is_filled(std::span<const std::uint8_t> part, std::span<const std::uint8_t> longer) {
    const auto zero = [](std::uint8_t each) { return each == 0; };
    return longer.size() >= part.size() && std::equal(part.begin(), part.end(), longer.begin()) &&
           std::all_of(longer.begin() + static_cast<std::ptrdiff_t>(part.size()), longer.end(),
                       zero);
}

void demand_same(const image::view& got, const image::view& wanted) {
    const sections mine = got.stored();
    const sections theirs = wanted.stored();
    demand(std::equal(mine.text.begin(), mine.text.end(), theirs.text.begin(), theirs.text.end()),
           "text is written as it is");
    demand(mine.rodata.size() >= theirs.rodata.size() &&
               std::equal(theirs.rodata.begin(), theirs.rodata.end(), mine.rodata.begin()),
           "rodata is written as it is, and names may follow");
    demand(is_filled(theirs.data, mine.data), "data is written as it is and filled up");
    demand(got.functions.size() == wanted.functions.size(), "every function is written");
    for (std::uint32_t i = 0; i < got.functions.size(); ++i) {
        const image::function one = got.functions[i];
        const image::function other = wanted.functions[i];
        demand(one.slot == other.slot && std::equal(one.name.begin(), one.name.end(),
                                                    other.name.begin(), other.name.end()),
               "a function keeps its name and place");
    }
}

class target {
public:
    void read(std::span<const std::uint8_t> input) {
        ++seen_.inputs;
        const block image{input};
        const auto found = image::detect(image.span());
        demand(found || found.error() == errc::ambiguous_layout || found.at() <= input.size(),
               "an error lies in the image");
        bool any = false;
        for (const layout as : layouts) {
            const bool reads = open(image.span(), as);
            any = any || (reads && as != layout::text);
            if (found && *found == as) {
                const block room{input.size()};
                const auto detected = image::open(image.span(), room.span());
                demand((detected.error() == errc::ok) == reads, "detection changes no verdict");
            }
        }
        ++(any ? seen_.finished : seen_.refused);
    }

private:
    bool open(std::span<const std::uint8_t> image, layout as) {
        const block room{image.size()};
        const auto opened = image::open(image, as, room.span());
        demand(opened.error() != errc::buffer_too_small, "the size of the image is buffer enough");
        if (!opened) {
            demand(opened.at() <= image.size(), "an error lies in the image");
            return false;
        }
        demand(reading::touches_only(*opened, image, room.span()), "a part lies in its image");
        demand_needs(image, as, *opened);
        for (std::uint32_t i = 0; i < opened->functions.size(); ++i) {
            const auto started = opened->starting_at(i);
            demand(started && started->entry < started->text.size() / isa::slot_bytes,
                   "a function can be started by its index");
        }
        demand(opened->starting_at(opened->functions.size()).error() == errc::unknown_function,
               "behind the last function there is none");
        verify(*opened);
        for (const layout to : layouts) {
            rewrite(*opened, to);
        }
        return true;
    }

    static void demand_needs(std::span<const std::uint8_t> image, layout as,
                             const image::view& opened) {
        const auto needs = image::measure(image, as);
        demand(static_cast<bool>(needs), "what can be read can be measured");
        demand(needs->bytes == (opened.calls.empty() ? 0 : opened.sections.text.size()),
               "a buffer is needed for open calls alone");
        if (needs->bytes != 0) {
            const block less{needs->bytes - 1U};
            const auto refused = image::open(image, as, less.span());
            demand(refused.error() == errc::buffer_too_small && refused.at() == needs->bytes,
                   "less room is refused and the size told");
        }
    }

    /// The verdict does not matter here; that there is one does.
    static void verify(const image::view& opened) {
        const auto program = fc::verify<fc::defaults>(opened.sections);
        if (!program) {
            demand(program.at() <= opened.sections.text.size() / isa::slot_bytes,
                   "a refusal names a slot");
        }
    }

    /// Writing may append a name that micro-bpf ended without a NUL, or that was cut when read, and
    /// fills parts up: the names may then end too far away, or the sum be that of another layout.
    static bool is_beyond(errc why, const image::view& opened) {
        std::size_t rodata_bytes = opened.sections.rodata.size();
        for (const image::function each : opened.functions) {
            rodata_bytes += each.name.size() + 1;
        }
        const bool is_in_doubt = opened.layout != layout::extended && opened.notes.empty();
        return (why == errc::ambiguous_layout && is_in_doubt) ||
               (why == errc::value_out_of_range && rodata_bytes > 0xFFFF);
    }

    /// An object is read by another reader, which loads what text refers to, and closes a text that
    /// ends in a call.
    static void demand_object(std::span<const std::uint8_t> object, const image::view& wanted) {
        const auto needs = image::measure(object);
        demand(static_cast<bool>(needs), "an object that is written can be measured");
        const block buffer{needs->bytes};
        std::vector<relocation> words(needs->relocations);
        const auto loaded = image::load(object, buffer.span(), words);
        demand(static_cast<bool>(loaded), "an object that is written is read");
        const auto text = loaded->sections.text;
        const auto before = wanted.sections.text;
        demand(text.size() >= before.size() &&
                   std::equal(before.begin(), before.end(), text.begin()),
               "text is linked to what it was");
        std::uint32_t functions = 0;
        loaded->each_function([&](const image::function& each) {
            const image::function one = wanted.functions[functions];
            demand(each.slot == one.slot && std::equal(each.name.begin(), each.name.end(),
                                                       one.name.begin(), one.name.end()),
                   "a function of an object keeps its name and place");
            ++functions;
        });
        demand(functions == wanted.functions.size(), "every function becomes a symbol");
    }

    static void rewrite(const image::view& opened, layout to) {
        sections parts = opened.stored();
        const bool by_function = to == layout::fc32 && !opened.functions.empty();
        parts.entry = by_function ? opened.functions[0].slot : 0;
        image::extras more{.shares_names = true};
        if (to == layout::extended) {
            more.helpers = opened.helpers;
        } else if (to == layout::fc32) {
            more.notes = opened.notes;
        }
        const auto asked = image::write(to, parts, opened.functions, more, {});
        demand(!asked, "nothing is written into nothing");
        const bool is_possible = asked.error() == errc::buffer_too_small;
        const block room{is_possible ? asked.at() : 0U};
        const auto size = image::write(to, parts, opened.functions, more, room.span());
        demand(size.error() != errc::buffer_too_small, "the room asked for suffices");
        if (!size) {
            demand(to != opened.layout || is_beyond(size.error(), opened),
                   "what was read can be written as it was");
            return;
        }
        demand(is_possible, "what can be written can be asked the room of");
        const block image{room.span().first(*size)};
        const block less{*size - 1};
        demand(image::write(to, parts, opened.functions, more, less.span()).error() ==
                   errc::buffer_too_small,
               "less room is refused, not overrun");
        const auto found = image::detect(image.span());
        demand(found && *found == to, "what is written is detected");
        if (to == layout::elf) {
            demand_object(image.span(), opened);
            return;
        }
        const auto again = image::open(image.span());
        demand(static_cast<bool>(again), "what is written is read");
        demand_same(*again, opened);
        more.notes = again->notes;
        const block second{*size};
        const auto same = image::write(to, again->stored(), again->functions, more, second.span());
        demand(same && *same == *size &&
                   std::equal(second.span().begin(), second.span().end(), image.span().begin()),
               "what was read is written to the same bytes");
    }

    tally seen_{"image"};
};

} // namespace
} // namespace fc::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static fc::fuzz::target all;
    all.read({bytes, size});
    return 0;
}
