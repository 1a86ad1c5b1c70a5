# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Writes the header of a container: the object INPUT, for the compiler to link.
#   cmake -DINPUT=<file.o> -DOUTPUT=<file.hpp> -DNAME=<identifier> -DSECTION=<section or nothing>
#         -DFUNCTION=<function or nothing> -DNAMESPACE=<namespace or nothing> -P femto_embed.cmake
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REPEAT "....," 16 line)
string(REGEX REPLACE "(${line})" "    \\1\n" bytes "${bytes}")
set(opening "")
set(closing "")
if(NAMESPACE)
  set(opening "namespace ${NAMESPACE} {\n\n")
  set(closing "\n} // namespace ${NAMESPACE}\n")
endif()
file(WRITE ${OUTPUT}
"// Made by femto_add_container(${NAME}); not to be edited.
#pragma once

#include <femto/image/embedded.hpp>

#include <cstdint>

${opening}namespace ${NAME}_parts {
inline constexpr std::uint8_t object[] = {
${bytes}
};
} // namespace ${NAME}_parts

/// The container, for fc::verify and fc::engine::load.
inline constexpr fc::image::compiled_in ${NAME} =
    fc::image::embedded<${NAME}_parts::object, \"${SECTION}\", \"${FUNCTION}\">::container;
${closing}")
