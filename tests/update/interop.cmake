# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Runs a script of interop/ with cbor2 and pycose from the Python package index.
#   cmake -DPYTHON=<python3> -DCONVERSATION=<script> -DPEER=<program> -DSCRATCH=<folder>
#         -P interop.cmake
cmake_policy(VERSION 3.25)

# The virtual environment is kept between runs: it is the part that needs the network.
set(python ${SCRATCH}/venv/bin/python)
if(NOT EXISTS ${SCRATCH}/venv/complete)
  file(REMOVE_RECURSE ${SCRATCH}/venv)
  execute_process(COMMAND ${PYTHON} -m venv ${SCRATCH}/venv
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(status EQUAL 0)
    execute_process(COMMAND ${python} -m pip install --quiet
        "cbor2>=5.6,<6" "pycose>=1.1,<2" "cryptography>=42"
      RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output TIMEOUT 240)
  endif()
  if(NOT status EQUAL 0)
    message("skipped: cbor2 and pycose cannot be installed here\n${output}")
    return()
  endif()
  file(TOUCH ${SCRATCH}/venv/complete)
endif()

execute_process(COMMAND ${python} ${CMAKE_CURRENT_LIST_DIR}/interop/${CONVERSATION} ${PEER}
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "femto and the others do not agree")
endif()
