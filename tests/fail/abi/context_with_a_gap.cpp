// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::context_layout must list every member, in their order, and leave no gaps
// ERRORS: 1
#include <femto/abi/context_layout.hpp>

struct sample {
    std::uint8_t small;
    std::uint32_t large;
};

template <>
struct fc::context_layout<sample> : fc::described<"sample_t", fc::field<"small", &sample::small>,
                                                  fc::field<"large", &sample::large>> {};

const auto& layout = fc::layout_of<sample>;
