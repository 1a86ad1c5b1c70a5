# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# `./cmake/setup firmware` with commands from a pipe ends when they do, wherever that is.
#   cmake -DSOURCE=<tree> -DSCRATCH=<folder> -P setup.cmake
cmake_policy(VERSION 3.25)
file(REMOVE_RECURSE ${SCRATCH})
file(COPY ${SOURCE}/CMakeLists.txt ${SOURCE}/cmake ${SOURCE}/include DESTINATION ${SCRATCH})
file(COPY ${SOURCE}/examples/bare_metal DESTINATION ${SCRATCH}/examples)

# what is piped | what is answered
foreach(row IN ITEMS
    "list\\nstats blink|runs [0-9]+, instructions"                # no newline at the end
    "list\\nload slot0\\n9500|slot0       RAM    empty"            # an image without its dot
    "stats count\\n|runs [0-9]+, instructions")
  string(REGEX MATCH "^([^|]*)[|](.*)$" whole "${row}")
  set(piped "${CMAKE_MATCH_1}")
  set(wanted "${CMAKE_MATCH_2}")
  execute_process(COMMAND sh -c "printf '${piped}' | ./cmake/setup firmware" WORKING_DIRECTORY ${SCRATCH}
    TIMEOUT 200 RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0 OR NOT said MATCHES "${wanted}" OR said MATCHES "error: there is no")
    message(FATAL_ERROR "`${piped}` ended with ${status}:\n${said}")
  endif()
endforeach()
