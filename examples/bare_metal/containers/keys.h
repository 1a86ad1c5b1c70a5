/* SPDX-FileCopyrightText: 2026 The femto authors */
/* SPDX-License-Identifier: MIT */
#pragma once

/* In the store that all containers share. */
enum { key_ticks = 1, key_temperature = 2 };
