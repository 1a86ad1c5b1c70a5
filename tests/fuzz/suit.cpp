// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes as an envelope, or as the command sequences of a manifest that is right around them, in
// both forms: refused with a place in it and nothing asked for, or executed by a device that answers
// as the input says. Whatever it is asked to do, what has to be known before is known.
#include "demand.hpp"

#include <femto/update/cbor/writer.hpp>
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

namespace cbor = update::cbor;
namespace suit = update::suit;
using octets = std::span<const std::uint8_t>;

/// Believes everything: each digest is 32 zeros, each signature good.
struct believer {
    struct sha256 {
        void update(octets) {}
        bool finish(platform::sha256_digest& out) {
            out = {};
            return true;
        }
    };
    static bool supports(platform::signature_scheme) { return true; }
    bool verify(platform::signature_scheme, octets, octets, octets) { return true; }
};

/// Answers by the bits of a number, and remembers what it answered.
class device {
public:
    device(octets envelope, std::uint32_t answers) : envelope_{envelope}, answers_{answers} {}

    result<std::uint16_t> find(suit::component_id name) {
        for (std::uint32_t i = 0; i <= name.size(); ++i) {
            demand_within(name[i]);
        }
        return answer() ? result<std::uint16_t>{static_cast<std::uint16_t>(places_++)}
                        : result<std::uint16_t>{errc::unknown_component};
    }
    bool is(suit::identity which, octets id) {
        demand(!is_surveyed, "nothing is asked before all was looked at");
        demand(id.size() == 16, "an identity is a UUID");
        demand_within(id);
        const bool is_mine = answer();
        known_ |= static_cast<unsigned>(is_mine) << static_cast<unsigned>(which);
        return is_mine;
    }
    result<bool> image_match(std::uint16_t place, octets digest, std::uint32_t) {
        demand(digest.size() == 32, "a digest is one of SHA-256");
        demand_within(digest);
        demand(place < places_, "a place is one that was told");
        if (answers_ % 61 == 60) {
            return errc::storage_failed;
        }
        const bool is_same = answer();
        if (is_same) {
            unmatched_ &= ~(1U << place);
        }
        return is_same;
    }

    void change(std::uint16_t place) {
        demand((known_ & 3U) == 3, "vendor and class are known before anything changes");
        demand(place < places_, "a place is one that was told");
        unmatched_ |= 1U << place;
    }
    bool answer() {
        answers_ = answers_ * 1664525 + 1013904223;
        return answers_ >> 29 != 0; // yes, seven times of eight
    }
    void demand_within(octets part) const {
        demand(part.empty() || (part.data() >= envelope_.data() &&
                                part.data() + part.size() <= envelope_.data() + envelope_.size()),
               "what is asked about lies in the envelope");
    }
    bool all_matched() const { return unmatched_ == 0; }

    bool is_surveyed = true;

private:
    octets envelope_;
    std::uint32_t answers_;
    unsigned known_ = 0;
    unsigned unmatched_ = 0;
    unsigned places_ = 0;
};

/// Commands by pairs of bytes, so that what is executed is more than what is refused for its form.
template <class Profile>
class recipe {
public:
    explicit recipe(octets from) : from_{from} {}

    void write(cbor::writer& into, unsigned depth) {
        const std::size_t from = into.size();
        const unsigned commands = 1 + take() % 8;
        into.array(2 * commands);
        for (unsigned i = 0; i < commands; ++i) {
            write_command(into, take(), take(), depth);
        }
        into.enclose(from);
    }

private:
    std::uint8_t take() {
        if (from_.empty()) {
            return 0;
        }
        const std::uint8_t byte = from_.front();
        from_ = from_.subspan(1);
        return byte;
    }

    void write_command(cbor::writer& into, unsigned which, unsigned how, unsigned depth) {
        constexpr bool is_current = Profile::is_current;
        switch (which % 16) {
        case 9:
        case 10:
            if (depth != 0) {
                into.uint(15);
                into.array(1 + how % 3 + (how & 4U) / 4);
                for (unsigned i = 0; i <= how % 3; ++i) {
                    write(into, depth - 1);
                }
                if ((how & 4U) != 0) {
                    into.null();
                }
                return;
            }
            break;
        case 11:
            if (depth != 0 && is_current) {
                into.uint(32);
                write(into, depth - 1);
                return;
            }
            break;
        case 12:
            into.uint(12);
            write_index(into, how);
            return;
        case 13: into.uint(how); break; // any command
        case 14:
        case 15:
        case 8:
        case 7:
            into.uint(is_current || how % 32 < 16 ? 20 : 19);
            write_parameters(into, how);
            return;
        default: {
            constexpr std::uint8_t now[] = {1, 2, 3, 21, 18, 14, 24};
            constexpr std::uint8_t then[] = {1, 2, 3, 21, 21, 3, 3};
            into.uint((is_current ? now : then)[which % 16]);
        }
            into.uint(how % 16);
            return;
        }
        if (which % 16 != 13) {
            into.uint(3);
        }
        into.uint(how % 16);
    }

    static void write_index(cbor::writer& into, unsigned how) {
        if (how % 4 == 0) {
            into.boolean(true);
        } else if (how % 4 == 1) {
            into.array(2);
            into.uint(0);
            into.uint(1);
        } else {
            into.uint(how / 4 % 3);
        }
    }

    static void write_parameters(cbor::writer& into, unsigned how) {
        const std::vector<std::uint8_t> zeros(32);
        const octets all{zeros};
        into.map(how % 8 == 0 ? 4 : how % 8 == 1 ? 3 : 1);
        switch (how % 8) {
        case 0:
            into.uint(1);
            into.bytes(all.first(16));
            into.uint(2);
            into.bytes(all.first(16));
            [[fallthrough]];
        case 1: {
            into.uint(3);
            const std::size_t from = into.size();
            into.array(2);
            into.integer(suit::number_of<Profile>(suit::digest_algorithm::sha256));
            into.bytes(all);
            into.enclose(from);
            into.uint(14);
            into.uint(7);
            if (how % 8 == 0) {
                return;
            }
            into.uint(21);
            into.text("#a");
            return;
        }
        case 2:
            into.uint(21);
            into.text("#b");
            return;
        case 3:
            into.uint(18);
            into.bytes(all.first(7));
            return;
        case 4:
            into.uint(13);
            into.boolean(how / 8 % 2 != 0);
            return;
        case 5:
            into.uint(24);
            into.bytes(all.first(16));
            return;
        case 6:
            into.integer(-257 - static_cast<int>(how / 8 % 2));
            into.uint(how);
            return;
        default:
            into.uint(14);
            into.uint(how / 8);
            return;
        }
    }

    octets from_;
};

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
            made = is_current ? make<suit::current>(input) : make<suit::draft09>(input);
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
    /// An envelope whose heads fit: the input says how long its sequences are, and has them.
    template <class Profile>
    static std::vector<std::uint8_t> make(octets input) {
        octets rest = input.subspan(6);
        std::vector<std::uint8_t> room(128 * input.size() + 512);
        cbor::writer into{room};
        const auto number = [&into](auto key) { into.integer(suit::number_of<Profile>(key)); };
        const auto sequence = [&](std::uint8_t size, std::uint8_t commands) {
            const octets part = rest.first(std::min<std::size_t>(size, rest.size()));
            rest = rest.subspan(part.size());
            if (input[0] % 8 >= 4) {
                recipe<Profile>{part}.write(into, 5);
                return;
            }
            const std::size_t from = into.size();
            into.array(2 * (commands % 16U));
            into.raw(part);
            into.enclose(from);
        };
        if (Profile::is_current) {
            into.tag(suit::envelope_tag);
        }
        into.map(2);
        into.uint(2);
        write_wrapper<Profile>(into);
        into.uint(3);
        const std::size_t manifest = into.size();
        into.map(5);
        into.uint(1);
        into.uint(1);
        into.uint(2);
        into.uint(input[1]);
        into.uint(3);
        const std::size_t common = into.size();
        into.map(2);
        number(suit::common_key::components);
        const unsigned components = 1 + input[0] / 64;
        into.array(components);
        for (unsigned i = 0; i < components; ++i) {
            into.array(1);
            into.bytes(input.subspan(i, 1));
        }
        number(suit::common_key::shared_sequence);
        sequence(input[2], input[3]);
        into.enclose(common);
        const auto first =
            Profile::is_current ? suit::manifest_key::validate : suit::manifest_key::install;
        number(first);
        sequence(input[4], input[5]);
        number(Profile::is_current ? suit::manifest_key::install : suit::manifest_key::validate);
        sequence(255, static_cast<std::uint8_t>(input[3] / 16));
        into.enclose(manifest);
        const auto written = into.written();
        return {written->begin(), written->end()};
    }

    template <class Profile>
    static void write_wrapper(cbor::writer& into) {
        const std::vector<std::uint8_t> zeros(64);
        std::vector<std::uint8_t> room(64);
        cbor::writer digest{room};
        digest.array(2);
        digest.integer(suit::number_of<Profile>(suit::digest_algorithm::sha256));
        digest.bytes(octets{zeros}.first(32));
        const std::size_t wrapper = into.size();
        into.array(Profile::is_current ? 2 : 1);
        if (Profile::is_current) {
            into.bytes(*digest.written());
        }
        const std::size_t block = into.size();
        into.tag(18);
        into.array(4);
        const std::uint8_t header[] = {
            0xA1, 0x01, Profile::is_current ? std::uint8_t{0x32} : std::uint8_t{0x27}};
        into.bytes(header);
        into.map(0);
        if (Profile::is_current) {
            into.null();
        } else {
            into.bytes(*digest.written());
        }
        into.bytes(zeros);
        into.enclose(block);
        into.enclose(wrapper);
    }

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
                for (; piece && *piece != suit::piece::more && *piece != suit::piece::done;
                     piece = payloads.next(block, wanted)) {
                    if (*piece == suit::piece::bytes) {
                        const octets bytes = payloads.bytes();
                        demand(!bytes.empty(), "a piece has bytes");
                        taken.insert(taken.end(), bytes.begin(), bytes.end());
                    }
                }
                at += size;
                demand(payloads.offset() == at - block.size(), "what was taken is counted");
                if (!piece || *piece == suit::piece::done) {
                    error = piece ? errc::ok : piece.error();
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
