# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Read by what Conan generates, which has no other way to say that the target needs C++20.
target_compile_features(femto::femto INTERFACE cxx_std_20)
