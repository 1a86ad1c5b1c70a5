// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

// A second interpreter, written from the text of RFC 9669 and nothing else: plain numbers in wide
// arithmetic, memory as lists of bytes, no header of femto. What it knows of femto is what the
// documentation promises a container author: where the sections lie, how frames are laid out, when
// the budget is looked at. Slow and plain on purpose; it exists to disagree.
namespace reference {

/// One slot, its fields as RFC 9669 section 3.1 draws them.
struct slot {
    unsigned opcode = 0;
    unsigned dst = 0;
    unsigned src = 0;
    int offset = 0;
    std::int64_t imm = 0;
};

std::vector<slot> read_slots(std::span<const std::uint8_t> text);

/// True when a program of these slots obeys every rule of RFC 9669 and femto's additions to it
/// (callx, 0xB8, 0xD8; helper calls only to `helpers`).
bool is_valid(const std::vector<slot>& program, std::size_t entry,
              const std::function<bool(std::uint32_t)>& helper_exists);

/// How a run ended: 0, the number femto documents for the fault, or what a helper said.
enum class ending : int {
    exit = 0,
    memory = -2,
    call = -4,
    budget = -8,
    stack = -40,
    depth = -41,
};

/// Bytes a program may touch.
struct area {
    std::uint64_t first = 0; // address of the first byte
    bool writable = false;
    std::vector<std::uint8_t> bytes{};
};

class machine;

struct helper {
    std::uint32_t cost = 0;
    /// Reads r1 to r5 and sets r0, or says why the run ends.
    std::function<ending(machine&)> call;
    /// Slots that the length of its arguments costs besides; 0 of wrong ones, which `call` tells.
    std::function<std::uint64_t(machine&)> more = nullptr;
};

struct limits {
    std::uint32_t stack_bytes = 512;
    std::uint32_t frame_bytes = 64; // of a function whose frame cannot be seen
    unsigned call_depth = 7;
};

/// What a program is run with. Areas without bytes are not mapped, but 0xB8 and 0xD8 know them.
struct input {
    std::vector<slot> program{};
    std::size_t entry = 0;
    limits bounds{};
    std::uint64_t stack_first = 0x01000000;
    area context{};
    area data{};
    area rodata{};
    const std::map<std::uint32_t, helper>* helpers = nullptr;
};

class machine {
public:
    explicit machine(input from);

    /// Goes on until the program ends or has used up everything granted so far.
    ending resume(std::uint64_t slots);

    std::array<std::uint64_t, 11> registers{};
    std::uint64_t executed = 0; // slots, and what helpers cost
    std::size_t pc = 0;         // slot that comes next, or that ended the run

    area stack{};
    area context{};
    area data{};
    area rodata{};

    /// The byte at an address, or null; `in` is where the access began or null, and becomes where
    /// the byte lies: an access does not run from one area into the next.
    std::uint8_t* byte(std::uint64_t address, bool write, const area*& in);
    bool read(std::uint64_t address, unsigned size, std::uint64_t& value);
    bool write(std::uint64_t address, unsigned size, std::uint64_t value);

    /// Bytes of stack a program can address, and bytes a call leaves to the caller.
    static std::uint32_t stack_depth(const std::vector<slot>& program, const limits& bounds);
    static std::uint32_t frame_size(const std::vector<slot>& program, const limits& bounds);

private:
    struct frame {
        std::size_t return_to = 0;
    };
    // What one instruction did.
    enum class step : std::uint8_t { next, jumped, ended };

    step execute(const slot& now, ending& why);
    step memory_access(const slot& now, ending& why);
    step atomic(const slot& now, ending& why);
    step jump(const slot& now, ending& why);
    step call(const slot& now, ending& why);
    step enter(std::size_t target, ending& why);
    step leave(ending& why);
    bool can_be_function(std::uint64_t index) const;

    input in_;
    std::uint32_t frame_bytes_ = 0;
    std::uint64_t granted_ = 0;
    std::vector<frame> frames_{};
};

} // namespace reference
