# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# CoAP between femto and an implementation of others, which is had from its package index.
#   cmake -DPEER=libcoap_openssl|libcoap_gnutls|aiocoap|node -DSTAND=<coap_stand> -DASK=<coap_ask> -DSCRATCH=<folder>
#         -P coap_interop.cmake
cmake_policy(VERSION 3.25)
cmake_path(GET CMAKE_CURRENT_LIST_FILE PARENT_PATH here)

# get(<what is made> <command>...): kept between runs, since it is the part that needs the network.
function(get made)
  if(NOT EXISTS ${made})
    execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${SCRATCH}
      RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output TIMEOUT 200)
    if(NOT status EQUAL 0 OR NOT EXISTS ${made})
      list(JOIN ARGN " " command)
      message("skipped: `${command}` does not work here\n${output}")
      set(is_skipped TRUE PARENT_SCOPE)
    endif()
  endif()
endfunction()

find_program(PYTHON python3)
if(NOT PYTHON)
  message("skipped: there is no python3")
  return()
endif()
file(MAKE_DIRECTORY ${SCRATCH})
set(is_skipped FALSE)
if(PEER MATCHES "^libcoap_(.*)")
  set(with --libcoap ${CMAKE_MATCH_1})
  find_program(CLIENT coap-client-${CMAKE_MATCH_1})
  find_program(SERVER coap-server-${CMAKE_MATCH_1})
  if(NOT CLIENT OR NOT SERVER)
    message("skipped: there are no coap-client and coap-server for it (libcoap3-bin)")
    return()
  endif()
elseif(PEER STREQUAL aiocoap)
  get(${SCRATCH}/venv/bin/pip ${PYTHON} -m venv ${SCRATCH}/venv)
  if(NOT is_skipped)
    get(${SCRATCH}/venv/bin/aiocoap-client ${SCRATCH}/venv/bin/pip install --quiet aiocoap==0.4.17)
  endif()
  set(with --aiocoap ${SCRATCH}/venv/bin/python)
else()
  find_program(NODE node)
  find_program(NPM npm)
  if(NOT NODE OR NOT NPM)
    message("skipped: there is no node, or no npm")
    return()
  endif()
  get(${SCRATCH}/node_modules/coap ${NPM} install --prefix ${SCRATCH} --no-audit --no-fund
    coap@1.5.0)
  set(with --node ${SCRATCH})
endif()
if(is_skipped)
  return()
endif()

execute_process(COMMAND ${PYTHON} ${here}/coap_interop.py --stand ${STAND} --ask ${ASK} ${with}
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
message("${output}${error}")
if(NOT status EQUAL 0)
  message(FATAL_ERROR "femto and ${PEER} do not understand each other")
endif()
