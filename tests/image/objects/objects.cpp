// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// C++: virtual functions, templates, inline functions, constant-initialised and local statics.
#include "guest.h"

namespace {

struct shape {
    virtual uint64_t area() const = 0;
    virtual uint64_t corners() const { return 4; }
};
struct square final : shape {
    constexpr explicit square(uint64_t length) : side{length} {}
    uint64_t area() const override { return side * side; }
    uint64_t side;
};
struct triangle final : shape {
    constexpr triangle(uint64_t b, uint64_t h) : base{b}, height{h} {}
    uint64_t area() const override { return base * height / 2; }
    uint64_t corners() const override { return 3; }
    uint64_t base, height;
};

constinit square fixed{9};
constinit triangle sharp{4, 6};
constinit shape* shapes[2] = {&fixed, &sharp};

} // namespace

template <class T>
NOINLINE T scaled(T value) {
    return static_cast<T>(value * 3 + sizeof(T));
}

NOINLINE inline uint64_t ticket() {
    static uint64_t next = 100;
    return next++;
}

EXPORT uint64_t objects(const uint8_t* ctx, uint64_t length) {
    uint64_t result = ticket();
    for (uint64_t i = 0; i < length; ++i) {
        const shape* each = shapes[ctx[i] & 1];
        result = result * 5 + each->area() + each->corners();
    }
    if (length > 0) {
        fixed.side += ctx[0];
    }
    return result + scaled(static_cast<uint16_t>(length)) + scaled(uint64_t{7});
}
