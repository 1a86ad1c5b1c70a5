// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "reference/interpreter.hpp"

#include "reference/arithmetic.hpp"

#include <algorithm>
#include <utility>

namespace reference {
namespace {

constexpr std::uint64_t code_addresses = 0x7F000000;
constexpr unsigned saved_bytes = 32; // r6 to r9 of a caller

std::uint64_t number_at(const std::uint8_t* from, unsigned size) {
    std::uint64_t value = 0;
    for (unsigned i = size; i-- > 0;) {
        value = value * 256 + from[i];
    }
    return value;
}

std::uint32_t round_up(std::uint32_t bytes) { return (bytes + 7) / 8 * 8; }

unsigned class_of(const slot& s) { return s.opcode & 7; }
bool has_register_source(const slot& s) {
    return (class_of(s) == 4 || class_of(s) == 7) && (s.opcode & 8) != 0 && s.opcode >> 4 < 0xd;
}
bool is_store(const slot& s) { return class_of(s) == 2 || class_of(s) == 3; }

} // namespace

std::vector<slot> read_slots(std::span<const std::uint8_t> text) {
    std::vector<slot> out;
    out.reserve(text.size() / 8);
    for (std::size_t at = 0; at + 8 <= text.size(); at += 8) {
        const std::uint8_t* from = &text[at];
        slot s;
        s.opcode = from[0];
        s.dst = from[1] % 16U;
        s.src = from[1] / 16U;
        s.offset =
            static_cast<int>(static_cast<std::int64_t>(sign_extend(number_at(from + 2, 2), 16)));
        s.imm = static_cast<std::int64_t>(sign_extend(number_at(from + 4, 4), 32));
        out.push_back(s);
    }
    return out;
}

// A program that takes r10 nowhere but into the address of an access, and calls no function, can
// reach as far down as its lowest access; of any other program that cannot be told.
std::uint32_t machine::stack_depth(const std::vector<slot>& program, const limits& bounds) {
    std::uint32_t depth = 0;
    for (const slot& s : program) {
        const bool calls = s.opcode == 0x8d || (s.opcode == 0x85 && s.src == 1);
        const bool copies = (has_register_source(s) || class_of(s) == 3) && s.src == 10;
        if (calls || copies) {
            return bounds.stack_bytes;
        }
        const bool through_r10 = (class_of(s) == 1 && s.src == 10) || (is_store(s) && s.dst == 10);
        if (through_r10 && s.offset < 0) {
            depth = std::max(depth, static_cast<std::uint32_t>(-s.offset));
        }
    }
    return std::min(round_up(depth), bounds.stack_bytes);
}

// The lowest byte a function touches below its r10, as far as that can be seen: accesses through
// r10, and copies of r10 that are moved down by the next instruction.
std::uint32_t machine::frame_size(const std::vector<slot>& program, const limits& bounds) {
    std::uint32_t frame = 0;
    for (std::size_t i = 0; i < program.size(); ++i) {
        const slot& s = program[i];
        const bool through_r10 = (class_of(s) == 1 && s.src == 10) || (is_store(s) && s.dst == 10);
        if (through_r10 && s.offset < 0) {
            frame = std::max(frame, static_cast<std::uint32_t>(-s.offset));
        }
        if ((has_register_source(s) || class_of(s) == 3) && s.src == 10) {
            std::uint32_t seen = bounds.frame_bytes;
            if (s.opcode == 0xbf && i + 1 < program.size()) {
                const slot& next = program[i + 1];
                if (next.opcode == 0x07 && next.dst == s.dst && next.imm < 0 &&
                    next.imm > -0x10000) {
                    seen = static_cast<std::uint32_t>(-next.imm);
                }
            }
            frame = std::max(frame, seen);
        }
    }
    return round_up(frame);
}

machine::machine(input from) : in_{std::move(from)} {
    stack = {in_.stack_first, true, {}};
    stack.bytes.resize(stack_depth(in_.program, in_.bounds));
    context = std::move(in_.context);
    data = std::move(in_.data);
    rodata = std::move(in_.rodata);
    frame_bytes_ = frame_size(in_.program, in_.bounds);
    pc = in_.entry;
    registers[1] = context.bytes.empty() ? 0 : context.first;
    registers[2] = context.bytes.size();
    registers[10] = stack.first + stack.bytes.size();
}

std::uint8_t* machine::byte(std::uint64_t address, bool write, const area*& in) {
    for (area* each : {&stack, &context, &data, &rodata}) {
        const bool inside = address >= each->first && address - each->first < each->bytes.size();
        if (inside && (each->writable || !write) && (in == nullptr || in == each)) {
            in = each;
            return &each->bytes[address - each->first];
        }
    }
    return nullptr;
}

bool machine::read(std::uint64_t address, unsigned size, std::uint64_t& value) {
    value = 0;
    const area* in = nullptr;
    std::uint64_t weight = 1;
    for (unsigned i = 0; i < size; ++i) {
        const std::uint8_t* from = byte(address + i, false, in);
        if (from == nullptr) {
            return false;
        }
        value += *from * weight;
        weight *= 256;
    }
    return true;
}

bool machine::write(std::uint64_t address, unsigned size, std::uint64_t value) {
    const area* in = nullptr;
    for (unsigned i = 0; i < size; ++i) {
        if (byte(address + i, true, in) == nullptr) {
            return false;
        }
    }
    for (unsigned i = 0; i < size; ++i) {
        *byte(address + i, true, in) = static_cast<std::uint8_t>(value % 256);
        value /= 256;
    }
    return true;
}

ending machine::resume(std::uint64_t slots) {
    granted_ += slots;
    for (;;) {
        const slot& now = in_.program[pc];
        ending why = ending::exit;
        switch (execute(now, why)) {
        case step::next:
            ++pc;
            ++executed;
            break;
        case step::jumped: ++executed; break;
        case step::ended:
            if (why == ending::exit) {
                ++pc;
                ++executed;
            }
            return why;
        }
    }
}

machine::step machine::execute(const slot& now, ending& why) {
    const unsigned code = now.opcode >> 4;
    switch (class_of(now)) {
    case 0: { // sixteen bytes: low half here, high half in the next slot
        const std::uint64_t low = low_bits(static_cast<std::uint64_t>(now.imm), 32);
        const std::uint64_t high =
            low_bits(static_cast<std::uint64_t>(in_.program[pc + 1].imm), 32);
        std::uint64_t value = low + (high << 32);
        if (now.opcode == 0xb8) {
            value += data.first;
        } else if (now.opcode == 0xd8) {
            value += rodata.first;
        } else if (now.src == 4) {
            const std::int64_t target = static_cast<std::int64_t>(pc) + 1 + now.imm;
            value = code_addresses + 8 * static_cast<std::uint64_t>(target);
        }
        registers[now.dst] = value;
        ++pc;
        ++executed;
        return step::next;
    }
    case 1:
    case 2:
    case 3: return (now.opcode & 0xe0) == 0xc0 ? atomic(now, why) : memory_access(now, why);
    case 4:
    case 7: {
        std::uint64_t& dst = registers[now.dst];
        const bool is64 = class_of(now) == 7;
        if (code == 0xd) {
            const auto width = static_cast<unsigned>(now.imm);
            const bool to_little_endian = !is64 && (now.opcode & 8) == 0;
            dst = to_little_endian ? low_bits(dst, width) : reverse_bytes(dst, width);
            return step::next;
        }
        const std::uint64_t operand =
            (now.opcode & 8) != 0 ? registers[now.src] : static_cast<std::uint64_t>(now.imm);
        dst = alu(code, is64 ? 64 : 32, dst, operand, now.offset);
        return step::next;
    }
    default:
        if (code == 0x8) {
            return call(now, why);
        }
        return jump(now, why);
    }
}

machine::step machine::memory_access(const slot& now, ending& why) {
    constexpr std::array<unsigned, 4> sizes{4, 2, 1, 8};
    const unsigned size = sizes[now.opcode / 8 % 4];
    const auto displacement = static_cast<std::uint64_t>(std::int64_t{now.offset});
    bool done = false;
    if (class_of(now) == 1) {
        std::uint64_t value = 0;
        done = read(registers[now.src] + displacement, size, value);
        if (done) {
            registers[now.dst] = (now.opcode & 0xe0) == 0x80 ? sign_extend(value, 8 * size) : value;
        }
    } else {
        const std::uint64_t value =
            class_of(now) == 3 ? registers[now.src] : static_cast<std::uint64_t>(now.imm);
        done = write(registers[now.dst] + displacement, size, value);
    }
    if (!done) {
        why = ending::memory;
        return step::ended;
    }
    return step::next;
}

// RFC 9669 section 5.3.
machine::step machine::atomic(const slot& now, ending& why) {
    const unsigned size = (now.opcode & 0x18) == 0x18 ? 8 : 4;
    const std::uint64_t address =
        registers[now.dst] + static_cast<std::uint64_t>(std::int64_t{now.offset});
    std::uint64_t old = 0;
    const area* in = nullptr;
    for (unsigned i = 0; i < size; ++i) {
        if (byte(address + i, true, in) == nullptr) {
            why = ending::memory;
            return step::ended;
        }
    }
    read(address, size, old);
    const std::uint64_t operand = low_bits(registers[now.src], 8 * size);
    const std::uint64_t expected = low_bits(registers[0], 8 * size);
    std::uint64_t value = old;
    switch (now.imm & 0xf0) {
    case 0x00: value = old + operand; break;
    case 0x40: value = old | operand; break;
    case 0x50: value = old & operand; break;
    case 0xa0: value = old ^ operand; break;
    case 0xe0: value = operand; break;
    default: value = old == expected ? operand : old; break;
    }
    write(address, size, value);
    if (now.imm == 0xf1) {
        registers[0] = old;
    } else if ((now.imm & 1) != 0) {
        registers[now.src] = old;
    }
    return step::next;
}

machine::step machine::jump(const slot& now, ending& why) {
    const unsigned code = now.opcode >> 4;
    if (code == 0x9) {
        return leave(why);
    }
    const bool is64 = class_of(now) == 5;
    const std::uint64_t operand =
        (now.opcode & 8) != 0 ? registers[now.src] : static_cast<std::uint64_t>(now.imm);
    if (!condition(code, is64 ? 64 : 32, registers[now.dst], operand)) {
        return step::next;
    }
    if (executed >= granted_) {
        why = ending::budget;
        return step::ended;
    }
    const std::int64_t distance = code == 0 && !is64 ? now.imm : now.offset;
    pc = static_cast<std::size_t>(static_cast<std::int64_t>(pc) + 1 + distance);
    return step::jumped;
}

bool machine::can_be_function(std::uint64_t index) const {
    if (index >= in_.program.size() || in_.program[index].opcode == 0) {
        return false;
    }
    if (index == 0) {
        return true;
    }
    const unsigned before = in_.program[index - 1].opcode;
    return before == 0x95 || before == 0x05 || before == 0x06 || before == 0x85 || before == 0x8d;
}

machine::step machine::call(const slot& now, ending& why) {
    std::uint32_t id = static_cast<std::uint32_t>(now.imm);
    if (now.opcode == 0x8d) {
        const std::uint64_t value =
            registers[now.imm != 0 ? static_cast<unsigned>(now.imm) : now.dst];
        if (value >= code_addresses) {
            const std::uint64_t distance = value - code_addresses;
            if (distance % 8 != 0 || !can_be_function(distance / 8)) {
                why = ending::call;
                return step::ended;
            }
            return enter(distance / 8, why);
        }
        id = static_cast<std::uint32_t>(value);
    } else if (now.src == 1) {
        return enter(static_cast<std::size_t>(static_cast<std::int64_t>(pc) + 1 + now.imm), why);
    }
    const auto found = in_.helpers->find(id);
    if (found == in_.helpers->end()) {
        why = ending::call;
        return step::ended;
    }
    const helper& row = found->second;
    std::uint64_t cost = row.cost;
    if (executed + cost < granted_ && row.more != nullptr) {
        cost += row.more(*this);
    }
    if (executed + cost >= granted_) {
        why = ending::budget;
        return step::ended;
    }
    executed += cost;
    why = row.call(*this);
    return why == ending::exit ? step::next : step::ended;
}

machine::step machine::enter(std::size_t target, ending& why) {
    if (executed >= granted_) {
        why = ending::budget;
        return step::ended;
    }
    if (frames_.size() == in_.bounds.call_depth) {
        why = ending::depth;
        return step::ended;
    }
    const std::uint64_t below = frame_bytes_ + saved_bytes;
    if (registers[10] - stack.first < below) {
        why = ending::stack;
        return step::ended;
    }
    registers[10] -= below;
    for (unsigned i = 0; i < 4; ++i) {
        write(registers[10] + 8 * i, 8, registers[6 + i]);
    }
    frames_.push_back({pc + 1});
    pc = target;
    return step::jumped;
}

machine::step machine::leave(ending& why) {
    if (executed >= granted_) {
        why = ending::budget;
        return step::ended;
    }
    if (frames_.empty()) {
        why = ending::exit;
        return step::ended;
    }
    for (unsigned i = 0; i < 4; ++i) {
        read(registers[10] + 8 * i, 8, registers[6 + i]);
        write(registers[10] + 8 * i, 8, 0);
    }
    registers[10] += frame_bytes_ + saved_bytes;
    pc = frames_.back().return_to;
    frames_.pop_back();
    return step::jumped;
}

} // namespace reference
