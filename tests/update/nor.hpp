// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fc::test {

/// Numbers that look random, the same in every run (splitmix64, public domain).
class noise {
public:
    explicit noise(std::uint64_t seed) : state_{seed} {}
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E37'79B9'7F4A'7C15;
        z = (z ^ z >> 30) * 0xBF58'476D'1CE4'E5B9;
        z = (z ^ z >> 27) * 0x94D0'49BB'1331'11EB;
        return z ^ z >> 31;
    }
    std::uint64_t below(std::uint64_t end) { return next() % end; }

private:
    std::uint64_t state_;
};

/// When power is lost, and what becomes of the operation at hand. Each unit that is written and each
/// unit that is erased is an operation.
struct power_cut {
    enum class moment : std::uint8_t { before, torn, after };

    std::uint64_t operation = 0; ///< how many come before
    moment when = moment::before;
    std::uint64_t pattern = 0; ///< of a torn one: see `nor::patterns_of`
};

/// What bits do that were being changed when power was lost.
enum class weak_bits : std::uint8_t {
    stay,     ///< they are what they are
    by_start, ///< they read differently after each loss of power
    by_read   ///< each time they are looked at
};

/// What was done to a unit, and how many of its bits a write was to change.
struct nor_operation {
    bool is_erasure;
    std::size_t at;
    std::size_t changing; // by a write
};

/// NOR flash that loses power, keeps weak bits, and finds fault with whoever breaks its rules: a unit
/// that is written twice between erasures, a bit that a write should raise, what is not aligned or
/// not there.
template <std::size_t WriteBytes, std::size_t EraseBytes>
class nor {
public:
    static constexpr std::size_t write_bytes = WriteBytes;
    static constexpr std::size_t erase_bytes = EraseBytes;

    /// @param weather  how weak bits read, when they do not stay
    explicit nor(std::size_t size, weak_bits weak = weak_bits::stay, std::uint64_t weather = 0)
        : bytes_(size, 0xFF), weak_(size, 0),
          is_written_(size / WriteBytes, 0), when_weak_{weak}, weather_{weather} {}

    std::span<const std::uint8_t> contents() const {
        if (when_weak_ == weak_bits::by_read) {
            flicker();
        }
        return bytes_;
    }

    bool write(std::size_t at, std::span<const std::uint8_t> bytes) {
        if (at % WriteBytes != 0 || bytes.size() % WriteBytes != 0 || bytes.empty() ||
            at > bytes_.size() || bytes.size() > bytes_.size() - at) {
            complain("a write that is not of whole units in the storage", at);
            return false;
        }
        for (std::size_t i = 0; i < bytes.size(); i += WriteBytes) {
            if (!write_unit(at + i, bytes.subspan(i, WriteBytes))) {
                return false;
            }
        }
        return true;
    }

    bool erase(std::size_t at) {
        if (at % EraseBytes != 0 || at >= bytes_.size()) {
            complain("an erasure that is not of a unit in the storage", at);
            return false;
        }
        if (!has_power_) {
            return false;
        }
        const bool is_cut = begin({true, at, 0});
        if (!is_cut || plan_.when == power_cut::moment::after) {
            std::fill_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at), EraseBytes, 0xFF);
            std::fill_n(weak_.begin() + static_cast<std::ptrdiff_t>(at), EraseBytes, 0);
            std::fill_n(is_written_.begin() + static_cast<std::ptrdiff_t>(at / WriteBytes),
                        EraseBytes / WriteBytes, 0);
        } else if (plan_.when == power_cut::moment::torn) {
            tear_erasure(at);
        }
        return !is_cut;
    }

    /// Power goes at an operation that is counted from now. From then on all fail.
    void cut_power(power_cut plan) {
        plan.operation += count_;
        plan_ = plan;
        has_plan_ = true;
    }
    void power_on() {
        has_power_ = true;
        has_plan_ = false;
        if (when_weak_ != weak_bits::stay) {
            flicker();
        }
    }
    bool has_power() const { return has_power_; }

    /// How many there were so far.
    std::uint64_t operation_count() const { return count_; }
    /// Those since `note_operations`.
    const std::vector<nor_operation>& operations() const { return operations_; }
    void note_operations() { notes_ = true; }
    /// How many ways there are to tear an operation: all, if it changes few bits.
    static std::uint64_t patterns_of(const nor_operation& it) {
        if (it.is_erasure) {
            return 8;
        }
        return it.changing <= 6 ? std::uint64_t{1} << it.changing : 12;
    }
    const std::vector<std::string>& complaints() const { return complaints_; }

    /// Storage that goes bad, or that somebody else writes to.
    void flip(std::size_t at, unsigned bit) {
        bytes_[at] = static_cast<std::uint8_t>(bytes_[at] ^ 1U << bit);
    }
    void fill(std::uint64_t seed) {
        noise random{seed};
        for (std::uint8_t& each : bytes_) {
            each = static_cast<std::uint8_t>(random.next());
        }
    }

private:
    void complain(const char* what, std::size_t at) {
        complaints_.push_back(what + (" at " + std::to_string(at)));
    }

    /// True when power is lost in this one.
    bool begin(nor_operation what) {
        const bool is_cut = has_plan_ && count_ == plan_.operation;
        ++count_;
        if (notes_) {
            operations_.push_back(what);
        }
        has_power_ = !is_cut;
        return is_cut;
    }

    bool write_unit(std::size_t at, std::span<const std::uint8_t> bytes) {
        if (!has_power_) {
            return false;
        }
        if (is_written_[at / WriteBytes] != 0) {
            complain("a unit written twice between erasures", at);
        }
        std::size_t changing = 0;
        for (std::size_t i = 0; i < WriteBytes; ++i) {
            const auto falling = static_cast<std::uint8_t>(bytes_[at + i] & ~bytes[i]);
            if ((bytes[i] & ~bytes_[at + i]) != 0) {
                complain("a bit that only an erasure can raise", at + i);
            }
            for (std::uint8_t rest = falling; rest != 0; ++changing) {
                rest = static_cast<std::uint8_t>(rest & (rest - 1));
            }
        }
        const bool is_cut = begin({false, at, changing});
        if (is_cut && plan_.when == power_cut::moment::before) {
            return false;
        }
        // Also when none of its bits fell: what was begun cannot be begun again.
        is_written_[at / WriteBytes] = 1;
        noise random{plan_.pattern};
        std::uint64_t bits_so_far = 0;
        for (std::size_t i = 0; i < WriteBytes; ++i) {
            std::uint8_t falling = static_cast<std::uint8_t>(bytes_[at + i] & ~bytes[i]);
            if (is_cut && plan_.when == power_cut::moment::torn) {
                weak_[at + i] = falling;
                weak_places_.push_back(at + i);
                falling = chosen(falling, changing, bits_so_far, random);
            }
            bytes_[at + i] = static_cast<std::uint8_t>(bytes_[at + i] & ~falling);
        }
        return !is_cut;
    }

    /// Which of these bits a torn write changes.
    std::uint8_t chosen(std::uint8_t falling, std::size_t changing, std::uint64_t& so_far,
                        noise& random) const {
        std::uint8_t out = 0;
        for (unsigned bit = 0; bit < 8; ++bit) {
            if ((falling >> bit & 1U) == 0) {
                continue;
            }
            const std::uint64_t index = so_far++;
            bool falls = random.below(12) < plan_.pattern;
            if (changing <= 6) {
                falls = (plan_.pattern >> index & 1U) != 0;
            } else if (plan_.pattern < 2) {
                falls = plan_.pattern == 1; // none, all
            } else if (plan_.pattern < 4) {
                falls = (index == 0) == (plan_.pattern == 2); // one, all but one
            }
            out = static_cast<std::uint8_t>(out | unsigned{falls} << bit);
        }
        return out;
    }

    void tear_erasure(std::size_t at) {
        noise random{plan_.pattern};
        for (std::size_t i = 0; i < EraseBytes; ++i) {
            std::uint8_t& byte = bytes_[at + i];
            weak_places_.push_back(at + i);
            const auto any = static_cast<std::uint8_t>(random.next());
            const auto other = static_cast<std::uint8_t>(random.next());
            weak_[at + i] = static_cast<std::uint8_t>(weak_[at + i] | ~byte);
            switch (plan_.pattern) {
            case 0: break;              // nothing shows
            case 1: byte = 0xFF; break; // all is erased
            case 2:
                byte = 0;
                weak_[at + i] = 0xFF;
                break;                                              // made ready for it
            case 3: byte = i < EraseBytes / 2 ? 0xFF : byte; break; // the first half
            case 4: byte = i < EraseBytes / 2 ? byte : 0xFF; break; // the second
            case 5:
                byte = any;
                weak_[at + i] = 0xFF;
                break;                                                   // any mix
            case 6: byte = static_cast<std::uint8_t>(byte | any); break; // between before and after
            default: byte = static_cast<std::uint8_t>(byte | (any & other & other >> 1)); break;
            }
        }
    }

    void flicker() const {
        for (const std::size_t i : weak_places_) {
            if (weak_[i] != 0) {
                const auto now = static_cast<std::uint8_t>(weather_.next());
                // All of them at once as well, since a record needs many to come back.
                const std::uint8_t value = calm_ == 0 ? now : calm_ == 1 ? 0 : 0xFF;
                bytes_[i] = static_cast<std::uint8_t>((bytes_[i] & ~weak_[i]) | (value & weak_[i]));
            }
        }
        calm_ = weather_.below(3);
    }

    mutable std::vector<std::uint8_t> bytes_;
    std::vector<std::uint8_t> weak_;
    std::vector<std::size_t> weak_places_{}; // where it may not be 0
    std::vector<std::uint8_t> is_written_;
    weak_bits when_weak_;
    mutable noise weather_;
    mutable std::uint64_t calm_ = 1;
    std::uint64_t count_ = 0;
    std::vector<nor_operation> operations_{};
    bool notes_ = false;
    std::vector<std::string> complaints_{};
    power_cut plan_{};
    bool has_plan_ = false;
    bool has_power_ = true;
};

} // namespace fc::test
