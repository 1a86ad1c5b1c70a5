// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/cbor/writer.hpp>
#include <femto/update/suit/tables.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fc::fuzz {

namespace cbor = update::cbor;
namespace suit = update::suit;
using octets = std::span<const std::uint8_t>;

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

template <class Profile>
void write_wrapper(cbor::writer& into) {
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
    const std::uint8_t header[] = {0xA1, 0x01,
                                   Profile::is_current ? std::uint8_t{0x32} : std::uint8_t{0x27}};
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

/// An envelope whose heads fit: the input says how long its sequences are, and has them.
template <class Profile>
std::vector<std::uint8_t> make_envelope(octets input) {
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

} // namespace fc::fuzz
