// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes as an envelope, or as the command sequences of a manifest that is right around them, in
// both forms: refused with a place in it and nothing asked for, or executed by a device that answers
// as the input says. Whatever it is asked to do, what has to be known before is known.
#include "demand.hpp"
#include "suit_device.hpp"
#include "suit_recipe.hpp"

#include <femto/update/suit/authenticate.hpp>
#include <femto/update/suit/payload_reader.hpp>
#include <femto/update/suit/processor.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace fc::fuzz {
namespace {

class target {
public:
    void read(octets input) {
        if (input.size() < 6) {
            return;
        }
        const std::uint32_t answers = static_cast<std::uint32_t>(input[1]) * 0x9E3779B1U;
        const bool is_current = input[0] % 2 == 0;
        std::vector<std::uint8_t> made;
        octets envelope = input.subspan(6);
        if (input[0] % 4 >= 2) {
            made = is_current ? make_envelope<suit::current>(input)
                              : make_envelope<suit::draft09>(input);
            envelope = made;
        }
        // A block of its size, of which a sanitizer sees the byte behind.
        const std::unique_ptr<std::uint8_t[]> block{new std::uint8_t[envelope.size()]};
        std::copy(envelope.begin(), envelope.end(), block.get());
        const octets all{block.get(), envelope.size()};
        if (is_current) {
            receive<suit::current>(all, answers);
        } else {
            receive<suit::draft09>(all, answers);
        }
    }

private:
    template <class Profile>
    void receive(octets all, std::uint32_t answers) {
        ++seen_.inputs;
        const auto head = suit::read_head<Profile>(all, all.size() + 1);
        demand_prefixes<Profile>(all, head);
        if (!head) {
            demand(head.at() <= all.size(), "an error lies in the envelope");
            ++seen_.refused;
            return;
        }
        stream<Profile>(all, *head);
        believer crypto;
        const std::uint8_t public_key[32]{};
        const suit::key keys[] = {{{}, platform::signature_scheme::ed25519, public_key}};
        const auto manifest = suit::authenticate<Profile>(*head, std::span{keys}, crypto);
        if (!manifest) {
            demand(manifest.at() <= all.size(), "an error lies in the envelope");
            ++seen_.refused;
            return;
        }
        execute<Profile>(all, *manifest, answers);
    }

    /// More bytes never take back what fewer said.
    template <class Profile>
    static void demand_prefixes(octets all, const result<suit::head>& whole) {
        for (const std::size_t size : {all.size() / 3, all.size() * 2 / 3}) {
            const auto part = suit::read_head<Profile>(all.first(size), all.size() + 1);
            if (part) {
                demand(whole && whole->size == part->size &&
                           whole->members_left == part->members_left,
                       "a head is the same however much follows it");
            } else {
                demand(part.error() == errc::truncated || part.error() == whole.error(),
                       "what is refused early is refused for the same");
            }
        }
    }

    /// However what follows the head is cut into blocks, it is the same.
    template <class Profile>
    static void stream(octets all, const suit::head& head) {
        const std::uint8_t wanted[] = {'#', 'a'};
        std::vector<std::uint8_t> first;
        errc ended = errc::ok;
        for (const std::size_t step : {all.size() + 1, std::size_t{1}, std::size_t{7}}) {
            std::array<std::uint8_t, 40> room;
            suit::payload_reader<Profile> payloads{head, room};
            std::vector<std::uint8_t> taken;
            errc error = errc::truncated;
            for (std::size_t at = head.size; at < all.size() || error == errc::truncated;) {
                const std::size_t size = std::min(step, all.size() - at);
                octets block = all.subspan(at, size);
                auto piece = payloads.next(block, wanted);
                for (; piece != suit::piece::more && piece < suit::piece::done;
                     piece = payloads.next(block, wanted)) {
                    if (piece == suit::piece::bytes) {
                        const octets bytes = payloads.bytes();
                        demand(!bytes.empty(), "a piece has bytes");
                        taken.insert(taken.end(), bytes.begin(), bytes.end());
                    }
                }
                at += size;
                demand(payloads.offset() == at - block.size(), "what was taken is counted");
                if (piece >= suit::piece::done) {
                    error = payloads.error();
                    break;
                }
                if (size == 0) {
                    break;
                }
            }
            if (step == all.size() + 1) {
                first = taken;
                ended = error;
            }
            demand(taken == first && error == ended, "blocks make no difference");
        }
    }

    template <class Profile>
    void execute(octets all, const suit::manifest& manifest, std::uint32_t answers) {
        device around{all, answers};
        suit::processor<Profile, device, 4> processor{manifest, around};
        if (const auto ready = processor.start(); !ready) {
            demand(ready.at() <= all.size(), "an error lies in the envelope");
            demand(processor.resume().error() == ready.error() ||
                       processor.resume().error() == errc::wrong_state,
                   "what was refused is not executed");
            ++seen_.refused;
            return;
        }
        around.is_surveyed = false;
        for (unsigned requests = 0;; ++requests) {
            demand(requests <= suit::commands_max * 4, "a manifest comes to its end");
            const auto next = processor.resume();
            if (!next) {
                demand(next.at() <= all.size(), "an error lies in the envelope");
                demand(next.error() != errc::unsupported_command &&
                           next.error() != errc::unsupported_parameter &&
                           next.error() != errc::nested_too_deep,
                       "what is not executed is refused before anything is");
                ++seen_.stopped;
                return;
            }
            if (next->what == suit::action::done) {
                demand(around.all_matched(), "what was brought is what was signed");
                ++seen_.finished;
                return;
            }
            around.change(next->place);
            demand_known(processor.of(next->component), next->what, around);
            demand(processor.wrote(next->component), "it is noted");
            if (around.answer()) {
                processor.succeeded();
            } else {
                processor.failed(errc::fetch_failed);
            }
        }
    }

    static void demand_known(const suit::parameters& with, suit::action what,
                             const device& around) {
        demand(with.has(suit::parameter::image_digest) && with.has(suit::parameter::image_size),
               "digest and size are known before anything changes");
        const bool is_fetch = what == suit::action::fetch;
        const auto source = is_fetch ? suit::parameter::uri : suit::parameter::content;
        demand(with.has(source), "it is known from where");
        demand(is_fetch || with.bytes(source).size() == with.number(suit::parameter::image_size),
               "a content has the size that was signed");
        around.demand_within(with.bytes(source));
        around.demand_within(with.bytes(suit::parameter::name));
    }

    tally seen_{"suit"};
};

} // namespace
} // namespace fc::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static fc::fuzz::target all;
    all.read({bytes, size});
    return 0;
}
