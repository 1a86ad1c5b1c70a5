// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a field of a context is an integer, a guest_pointer, a struct that is described itself
// ERRORS: 1
#include <femto/abi/context_layout.hpp>

struct sample {
    const char* text;
};

template <>
struct fc::context_layout<sample> : fc::described<"sample_t", fc::field<"text", &sample::text>> {};

const auto& layout = fc::layout_of<sample>;
