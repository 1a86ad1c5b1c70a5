# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Prints what was tried with all implementations as one table.
#   cmake -DROWS=<folder> -P table.cmake
cmake_policy(VERSION 3.25)
file(GLOB files ${ROWS}/*.md)
if(NOT files)
  message("skipped: there is nobody to talk to")
  return()
endif()
message("| implementation | direction | over | outcome | what was done |\n|---|---|---|---|---|")
foreach(file IN LISTS files)
  file(READ ${file} rows)
  string(STRIP "${rows}" rows)
  message("${rows}")
endforeach()
