# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# CoAP between femto and an implementation of others, which is had from its package index.
#   cmake -DPEER=libcoap_openssl|libcoap_gnutls|aiocoap|aiocoap_dtls|node|node_dtls|californium
#         -DSTAND=<coap_stand> -DASK=<coap_ask> -DFEMTO=<femto, or nothing> -DSCRATCH=<folder>
#         -DROWS=<file> -P coap_interop.cmake
cmake_policy(VERSION 3.25)
cmake_path(GET CMAKE_CURRENT_LIST_FILE PARENT_PATH here)
set(others ${here}/coap_others)
file(REMOVE ${ROWS})

macro(skip)
  message("skipped: ${ARGN}")
  return()
endmacro()

# get(<what is made> <command>...): kept between runs, since it is the part that needs the network.
macro(get made)
  if(NOT EXISTS ${made})
    execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${SCRATCH}
      RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output TIMEOUT 200)
    if(NOT status EQUAL 0 OR NOT EXISTS ${made})
      list(JOIN ARGN " " command)
      skip("`${command}` does not work here\n${output}")
    endif()
  endif()
endmacro()

# need(<program>...)
macro(need)
  foreach(program ${ARGN})
    find_program(program_${program} ${program})
    if(NOT program_${program})
      skip("there is no ${program}")
    endif()
  endforeach()
endmacro()

need(python3)
file(MAKE_DIRECTORY ${SCRATCH})
if(PEER MATCHES "^libcoap_(.*)")
  need(coap-client-${CMAKE_MATCH_1} coap-server-${CMAKE_MATCH_1})
  set(peer libcoap=${CMAKE_MATCH_1})
elseif(PEER MATCHES "^aiocoap")
  set(venv ${SCRATCH}/venv)
  get(${venv}/bin/pip ${program_python3} -m venv ${venv})
  get(${venv}/bin/aiocoap-client ${venv}/bin/pip install --quiet aiocoap==0.4.17)
  set(peer aiocoap=${venv}/bin/python --over UDP)
  if(PEER STREQUAL aiocoap_dtls)
    need(autoreconf aclocal) # for tinydtls, which is compiled
    get(${venv}/bin/has-dtls sh -c
      "${venv}/bin/pip install --quiet DTLSSocket==0.2.3 && touch ${venv}/bin/has-dtls")
    set(peer aiocoap=${venv}/bin/python --over DTLS)
  endif()
elseif(PEER STREQUAL californium)
  need(java javac mvn)
  set(jars ${SCRATCH}/jars)
  get(${jars} ${program_mvn} -q -f ${others}/californium/pom.xml dependency:copy-dependencies
    -DoutputDirectory=${jars})
  execute_process(COMMAND ${program_javac} -Xlint:all -Werror -cp ${jars}/* -d ${SCRATCH}
    ${others}/californium/Peer.java COMMAND_ERROR_IS_FATAL ANY)
  set(peer californium=${SCRATCH})
else()
  need(node npm)
  set(package_node coap@1.5.0)
  set(package_node_dtls node-coap-client@2.1.0)
  string(REGEX REPLACE "@.*" "" package ${package_${PEER}})
  get(${SCRATCH}/node_modules/${package} ${program_npm} install --prefix ${SCRATCH} --no-audit --no-fund
    ${package_${PEER}})
  set(peer ${PEER}=${SCRATCH})
endif()
if(FEMTO)
  list(APPEND peer --femto ${FEMTO})
endif()

execute_process(COMMAND ${program_python3} -B ${others}/interop.py --stand ${STAND} --ask ${ASK}
    --rows ${ROWS} ${peer}
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
message("${output}${error}")
if(NOT status EQUAL 0)
  message(FATAL_ERROR "femto and ${PEER} do not understand each other")
endif()
