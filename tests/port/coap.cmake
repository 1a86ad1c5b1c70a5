# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# CoAP over libcoap: by itself, and with implementations of others.
if(NOT TARGET femto_coap)
  femto_add_skipped_test(coap_test "there is no libcoap 3 (libcoap3-dev)")
  return()
endif()

femto_add_test(NAME coap_test
  SOURCES coap_client_test.cpp coap_hostile_test.cpp coap_loss_test.cpp coap_observe_test.cpp coap_server_test.cpp coap_uri_test.cpp
  LIBRARIES femto_coap
  LABELS coap
  TIMEOUT 120)

# The same headers with the other build of libcoap.
pkg_check_modules(FEMTO_COAP_GNUTLS QUIET IMPORTED_TARGET libcoap-3-gnutls>=4.3.1)
if(TARGET PkgConfig::FEMTO_COAP_GNUTLS)
  femto_add_test(NAME coap_gnutls_test
    SOURCES coap_client_test.cpp coap_observe_test.cpp coap_raw_key_test.cpp
    LIBRARIES PkgConfig::FEMTO_COAP_GNUTLS
    LABELS coap
    TIMEOUT 120)
else()
  femto_add_skipped_test(coap_gnutls_test "there is no libcoap 3 with GnuTLS")
endif()

# What implementations of others are tested with.
foreach(program coap_ask coap_stand)
  add_executable(${program} ${program}.cpp)
  target_link_libraries(${program} PRIVATE femto::femto femto_warnings femto_coap)
endforeach()
set(rows ${CMAKE_CURRENT_BINARY_DIR}/coap_rows)
set(peers libcoap_openssl libcoap_gnutls aiocoap aiocoap_dtls node node_dtls californium)
set(device)
if(TARGET femto-cli AND FEMTO_HAS_SODIUM AND FEMTO_HAS_MBEDCRYPTO)
  set(device $<TARGET_FILE:femto-cli>)
endif()
foreach(peer IN LISTS peers)
  string(REPLACE _dtls "" place ${peer})
  femto_add_script_test(NAME coap.interop.${peer} SCRIPT coap_interop.cmake TIMEOUT 600
    ARGUMENTS PEER=${peer} STAND=$<TARGET_FILE:coap_stand> ASK=$<TARGET_FILE:coap_ask>
      FEMTO=${device} SCRATCH=${CMAKE_CURRENT_BINARY_DIR}/coap_${place} ROWS=${rows}/${peer}.md
    LABELS coap)
  set_tests_properties(coap.interop.${peer} PROPERTIES RESOURCE_LOCK coap_${place})
endforeach()
list(TRANSFORM peers PREPEND coap.interop.)
femto_add_script_test(NAME coap.interop.table SCRIPT coap_others/table.cmake
  ARGUMENTS ROWS=${rows} LABELS coap)
set_tests_properties(coap.interop.table PROPERTIES DEPENDS "${peers}")
