# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# CoAP over libcoap: by itself, and with implementations of others.
if(NOT TARGET femto_coap)
  femto_add_skipped_test(coap_test "there is no libcoap 3 (libcoap3-dev)")
  return()
endif()

femto_add_test(NAME coap_test
  SOURCES coap_client_test.cpp coap_observe_test.cpp coap_server_test.cpp coap_uri_test.cpp
  LIBRARIES femto_coap
  LABELS coap
  TIMEOUT 120)

# What implementations of others are tested with.
add_executable(coap_stand coap_stand.cpp)
target_link_libraries(coap_stand PRIVATE femto::femto femto_warnings femto_coap)
