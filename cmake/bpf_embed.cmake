# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Writes the bytes of INPUT to OUTPUT as the inside of a C array.
#   cmake -DINPUT=<file> -DOUTPUT=<file.inc> -P bpf_embed.cmake
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(................................................................................)"
  "\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT} "${bytes}\n")
