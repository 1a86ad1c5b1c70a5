// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/suit/command.hpp>
#include <femto/update/suit/digest_algorithm.hpp>
#include <femto/update/suit/parameter.hpp>
#include <femto/update/suit/structure.hpp>
#include <femto/update/suit/text.hpp>
