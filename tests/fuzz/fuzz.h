/* A fuzz target: FUZZ(name) { ...; return 0; } with data and size in hand. It
 * aborts when what it checks does not hold. Built with FUZZ_REPLAY the targets
 * share one program, which runs each over its folder of corpus/. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdlib.h>

#include "core/str.h"

#ifdef FUZZ_REPLAY
#define FUZZ_NAME(name) fuzz_##name
#else
#define FUZZ_NAME(name) LLVMFuzzerTestOneInput
#endif

#define FUZZ(name)                                                             \
    int FUZZ_NAME(name)(const uint8_t *data, size_t size);                     \
    int FUZZ_NAME(name)(const uint8_t *data, size_t size)

#define HOLDS(condition)                                                       \
    do {                                                                       \
        if (!(condition))                                                      \
            abort();                                                           \
    } while (0)

static inline struct str fuzz_text(const uint8_t *data, size_t size)
{
    return (struct str){size ? (const char *)data : "", size};
}

#endif
