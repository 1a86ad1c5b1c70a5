// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/streams.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli {

/// Who is to be believed to be whom over DTLS: a name, and a secret that both sides know.
struct pre_shared_key {
    std::string identity;
    std::vector<std::uint8_t> key;
};

/// The keys of a file. Each line has an identity, a colon and the key in hexadecimal, as GnuTLS's
/// psktool writes them; '#' begins a comment.
class pre_shared_keys {
public:
    pre_shared_keys() = default;
    /// @throws failure  refused, naming the line; also when others may read the file
    pre_shared_keys(const std::string& file, streams& io) {
        struct stat about {};
        if (::stat(file.c_str(), &about) == 0 && S_ISREG(about.st_mode) &&
            (about.st_mode & 077) != 0) {
            throw failure{failure::kind::refused,
                          file + ": others may read these secrets (chmod 600 would keep them)",
                          "unsafe"};
        }
        const auto bytes = read_file(file, io, bytes_max);
        std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
        for (std::uint32_t line = 1; !text.empty(); ++line) {
            const std::size_t end = text.find('\n');
            add(text.substr(0, end), file, line);
            text.remove_prefix(end == text.npos ? text.size() : end + 1);
        }
    }

    bool empty() const { return keys_.empty(); }
    /// What stands there first; there must be something.
    const pre_shared_key& front() const { return keys_.front(); }
    std::size_t size() const { return keys_.size(); }

    /// Null for an identity that has none.
    const pre_shared_key* find(std::string_view identity) const {
        const auto at = std::ranges::find(keys_, identity, &pre_shared_key::identity);
        return at == keys_.end() ? nullptr : &*at;
    }

    /// As servers ask for it.
    std::optional<std::vector<std::uint8_t>> key_of(std::span<const std::uint8_t> identity) const {
        const auto* const found =
            find({reinterpret_cast<const char*>(identity.data()), identity.size()});
        return found == nullptr ? std::nullopt : std::optional{found->key};
    }

private:
    static constexpr std::size_t bytes_max = std::size_t{1} << 20;
    static constexpr std::size_t key_bytes_max = 64; // as much as libcoap takes

    void add(std::string_view line, const std::string& file, std::uint32_t number) {
        line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
        if (line.empty() || line.front() == '#') {
            return;
        }
        const auto wrong = [&](const std::string& what) {
            return failure{failure::kind::refused,
                           file + ":" + std::to_string(number) + ": " + what, "bad_key", number};
        };
        const std::size_t colon = line.rfind(':');
        if (colon == line.npos || colon == 0) {
            throw wrong("this is no identity, colon and key in hexadecimal");
        }
        pre_shared_key out{std::string{line.substr(0, colon)}, {}};
        try {
            out.key = from_hex(line.substr(colon + 1), "the key", failure::kind::refused);
        } catch (const failure& error) { // whose sentence has no digit of the key
            throw wrong(error.message());
        }
        if (out.key.empty() || out.key.size() > key_bytes_max) {
            throw wrong("a key has 1 to 64 bytes");
        }
        if (find(out.identity) != nullptr) {
            throw wrong("this identity has a key already");
        }
        keys_.push_back(std::move(out));
    }

    std::vector<pre_shared_key> keys_;
};

} // namespace fc::cli
