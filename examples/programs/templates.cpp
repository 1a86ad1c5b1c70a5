// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// C++ without its library: a table computed by the compiler, a filter written once for any type and
// any degree, objects with members. What is left of it in the object is a loop.
#include <femto/guest/container.h>

namespace {

template <unsigned Size>
struct sine_table {
    // A parabola through the three zeroes: within 6 % of a half wave, in integers.
    constexpr sine_table() {
        for (unsigned i = 0; i < Size; ++i) {
            values[i] = static_cast<int16_t>(4 * 1000 * i * (Size - i) / (Size * Size));
        }
    }
    int16_t values[Size]{};
};

constexpr sine_table<16> half_wave;
static_assert(half_wave.values[8] == 1000);

template <class T, unsigned Taps>
class history {
public:
    void push(T value) {
        for (unsigned i = Taps - 1; i > 0; --i) {
            values_[i] = values_[i - 1];
        }
        values_[0] = value;
    }
    template <class Table>
    T weighted(const Table& table) const {
        T sum = 0;
        for (unsigned i = 0; i < Taps; ++i) {
            sum += values_[i] * table.values[i];
        }
        return sum;
    }

private:
    T values_[Taps]{};
};

} // namespace

// Correlates the context, samples of 8 bits, with half a wave; returns the greatest match.
FEMTO_ENTRY uint64_t templates(const int8_t* samples, uint64_t size) {
    history<int32_t, 16> recent;
    int32_t best = 0;
    for (uint64_t i = 0; i < size; ++i) {
        recent.push(samples[i]);
        const int32_t match = recent.weighted(half_wave);
        best = match > best ? match : best;
    }
    return static_cast<uint32_t>(best);
}
