// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "semihosting.hpp"

#include <cstdint>

extern "C" {

extern std::uint32_t engine_data_start[], engine_data_end[];
extern const std::uint32_t engine_data_image[];
extern std::uint32_t data_start[], data_end[];
extern const std::uint32_t data_image[];
extern std::uint32_t bss_start[], bss_end[];
extern std::uint32_t stack_top[];

int main();

[[noreturn]] void reset() {
    const std::uint32_t* from = engine_data_image;
    for (std::uint32_t* to = engine_data_start; to < engine_data_end; ++to) {
        *to = *from++;
    }
    from = data_image;
    for (std::uint32_t* to = data_start; to < data_end; ++to) {
        *to = *from++;
    }
    for (std::uint32_t* to = bss_start; to < bss_end; ++to) {
        *to = 0;
    }
    semihosting::exit(static_cast<std::uint32_t>(main()));
}

// Every exception is a failure here: the firmware enables no interrupt.
[[noreturn]] void unexpected_exception() {
    std::uint32_t number;
    asm volatile("mrs %0, ipsr" : "=r"(number));
    constexpr std::uintptr_t configurable_fault_status = 0xE000ED28;
    semihosting::print("fault: exception ");
    semihosting::print(number);
    semihosting::print(", fault status 0x");
    semihosting::print(*reinterpret_cast<volatile std::uint32_t*>(configurable_fault_status), 16);
    semihosting::print("\n");
    semihosting::exit(3);
}

} // extern "C"

using handler = void (*)();

struct vector_table {
    std::uint32_t* stack;
    handler entries[15];
};

[[gnu::section(".vectors"), gnu::used]] const vector_table vectors{
    stack_top,
    {reset, unexpected_exception, unexpected_exception, unexpected_exception, unexpected_exception,
     unexpected_exception, unexpected_exception, unexpected_exception, unexpected_exception,
     unexpected_exception, unexpected_exception, unexpected_exception, unexpected_exception,
     unexpected_exception, unexpected_exception}};
