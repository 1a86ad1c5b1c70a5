#!/bin/sh
# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
#
# Two devices, three containers, and what the network may do to them and what it may not.
#
#   FEMTO=build/release/bin/femto examples/deploy/run.sh [--keep]
#
# Ends with status 0 if every step went as it says, with 1 at the first that did not. Nothing is left but
# a folder of temporary files, which goes at the end; --keep leaves it.
set -u
here=$(cd "$(dirname "$0")" && pwd)
femto=${FEMTO:-femto}
case $femto in
/*) ;;
*/*) femto=$(pwd)/$femto ;;
esac
work=$(mktemp -d "${TMPDIR:-/tmp}/femto-deploy-XXXXXX") || exit 1
devices=

clean_up() {
    for each in $devices; do
        kill "$each" 2>/dev/null
    done
    wait
    if [ "${keep:-}" ]; then
        printf 'Everything is in %s\n' "$work"
    else
        rm -rf "$work"
    fi
}
trap clean_up EXIT
trap 'exit 1' INT TERM
[ "${1:-}" = --keep ] && keep=yes
cd "$work" || exit 1

fail() {
    printf '\nThis did not go as told: %s\n' "$*"
    exit 1
}
say() { printf '\n%s\n' "$*"; }

# does <status> <words...>: runs femto, shows what it said, and goes on if it ended like this.
does() {
    wanted=$1
    shift
    printf '$ femto %s\n' "$*"
    "$femto" "$@" >out 2>&1
    got=$?
    sed 's/^/  /' out
    [ "$got" -eq "$wanted" ] || fail "the exit status is $got and not $wanted"
}
# That ended like this, and said so.
saying() {
    grep -q -- "$1" out || fail "it does not say: $1"
}
# within <seconds> <text> <words...>: asks until the answer has the text.
within() {
    left=$(($1 * 10))
    text=$2
    shift 2
    printf '$ femto %s\n' "$*"
    while "$femto" "$@" >out 2>&1; ! grep -q -- "$text" out; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || { sed 's/^/  /' out; fail "it does not come to say: $text"; }
        sleep 0.1
    done
    sed 's/^/  /' out
}

# begin <name>: starts a device; its two addresses are in <name>.coap and <name>.coaps.
begin() {
    : >"$1.log" # what one that is started again said before is not what it says now
    "$femto" device --listen 0 --secure-port 0 --state "$1" --name "$1" --psk keys.psk \
        --roots root.pub.pem --tenants tenants.cbor --period 50 >>"$1.log" 2>&1 &
    devices="$devices $!"
    left=600 # what it stores is on disk before it goes on, and disks can be busy
    until grep -q '^listening at coaps:' "$1.log"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || { cat "$1.log"; fail "$1 does not begin"; }
        sleep 0.1
    done
    sed 's/^/  /' "$1.log"
    sed -n 's/^listening at \(coap:.*\)/\1/p' "$1.log" | head -n 1 >"$1.coap"
    sed -n 's/^listening at \(coaps:.*\)/\1/p' "$1.log" | head -n 1 >"$1.coaps"
}

# image <source> <name> [options of clang]
image() {
    source=$1
    name=$2
    shift 2
    "$femto" build "$here/$source" -o "$name.o" -- "$@" && "$femto" pack "$name.o" -o "$name.fc32" ||
        fail "$source is no container"
}
field() { sed -n "s/^$1 *\([0-9a-f-]*\)$/\1/p" info; }
# sign <image> <slot> <sequence> <key>
sign() {
    does 0 sign "$1.fc32" --vendor "$(field vendor)" --class "$(field class)" --slot "$2" \
        --hook timer --sequence "$3" --name "$1" --key "$4.pem" -o "$1.$3.suit"
}

say '1. A root, who may say who may do what, and two tenants: each has a key.'
for name in root ann bob; do
    does 0 keygen "$name.pem"
done
cp "$here/tenants.toml" .
does 0 tenants tenants.toml -o tenants.cbor
umask 077
for name in operator ann-laptop bob-laptop; do
    printf '%s:%s\n' "$name" "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
done >keys.psk

say '2. Two devices begin. They have hooks, and no containers.'
begin north
begin south
north=$(cat north.coap)
south=$(cat south.coap)
does 0 info "$north"
cp out info

say '3. A container is made of C, signed by ann, and sent to each. It runs as soon as it is there.'
image greet.c greet
sign greet 0 1 ann
for device in "$north" "$south"; do
    does 0 push greet.1.suit "$device"
    saying installed
    within 10 'greet' list "$device"
done
within 10 hello log "$(cat north.coaps)" --psk-file keys.psk --identity operator

say '4. North gets an update. South stays as it is.'
image greet.c greet2 -DUPDATED
sign greet2 0 2 ann
does 0 push greet2.2.suit "$north"
within 10 'good morning' log "$(cat north.coaps)" --psk-file keys.psk --identity operator
does 0 list "$south"
saying 'greet '

say '5. Somebody has kept the old one and sends it again. A slot takes nothing older than it had.'
does 1 push greet.1.suit "$north"
saying stale_sequence

say '6. bob signs a container for the slot of ann. His key is known, and not for that slot.'
sign greet 0 9 bob
does 1 push greet.9.suit "$north"
saying slot_not_granted
does 1 stop 0 "$(cat north.coaps)" --psk-file keys.psk --identity bob-laptop
saying not_authorised

say '7. What nobody signed like this is nothing.'
sed 's/greet2/greet3/' greet2.2.suit >forged.suit
does 1 push forged.suit "$north"
saying refused

say '8. An update that fails when it runs: the device goes back to the one before, by itself.'
within 20 'greet2 .*attached *2 *[0-9]*$' list "$north"
image crash.c crash
sign crash 0 3 ann
does 0 push crash.3.suit "$north"
within 20 'greet2 .*attached .*rolled back' list "$north"
does 0 exec 0 "$(cat north.coaps)" --psk-file keys.psk --identity ann-laptop
saying 0x2

say '9. A device that loses its power has what it had.'
kill -9 "${devices##* }"
wait "${devices##* }" 2>/dev/null
begin south
south=$(cat south.coap)
within 10 'greet .*attached' list "$south"

say '10. The containers are removed.'
does 0 remove 0 "$(cat north.coaps)" --psk-file keys.psk --identity ann-laptop
does 0 remove 0 "$(cat south.coaps)" --psk-file keys.psk --identity operator
for device in "$north" "$south"; do
    does 0 list "$device"
    grep -q 'greet\|crash' out && fail 'a container is left'
done

say 'Every step went as told.'
