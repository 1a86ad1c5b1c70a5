// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// What producer and consumer agree about: a key of the store that all share.
enum { key_count = 0x10 };
