// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Runs one of the programs as native code: linked with it, and compiled with its name in
// FEMTO_PROGRAM. Takes the context as `femto run` does and prints r0 as that does, so that the two
// can be compared.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t FEMTO_PROGRAM(void* context, uint64_t size);

// As large as the largest context here, aligned for any of them.
static uint64_t storage[512];
static uint8_t* const context = (uint8_t*)storage;

static size_t read_file(const char* path) {
    FILE* file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    const size_t size = fread(context, 1, sizeof storage, file);
    fclose(file);
    return size;
}

static size_t read_hex(const char* digits) {
    size_t size = 0;
    unsigned byte;
    int length;
    while (size < sizeof storage && sscanf(digits, " %2x%n", &byte, &length) == 1) {
        context[size++] = (uint8_t)byte;
        digits += length;
    }
    return size;
}

int main(int count, char** arguments) {
    size_t size = 0;
    if (count == 3 && strcmp(arguments[1], "--ctx") == 0) {
        size = read_hex(arguments[2]);
    } else if (count == 3 && strcmp(arguments[1], "--ctx-file") == 0) {
        size = read_file(arguments[2]);
    } else if (count != 1) {
        fputs("usage: native-PROGRAM [--ctx HEX | --ctx-file FILE]\n", stderr);
        return 2;
    }
    printf("0x%llx\n", (unsigned long long)FEMTO_PROGRAM(size != 0 ? context : NULL, size));
    return 0;
}
