/* Functions this program never uses: unbounded copies, number reading that
 * depends on the locale or hides errors, hidden static state, shells. Every
 * source file is compiled with "-include core/banned.h". To the compiler they
 * are deprecated, as libraries may name them in macros we never expand. */
#ifndef CORE_BANNED_H
#define CORE_BANNED_H

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef sprintf /* with _FORTIFY_SOURCE a macro under clang */
#undef vsprintf

/* clang cannot mark those that the C library defines inline; gcc reports them.
 */
#pragma GCC diagnostic push
#ifdef __clang__
#pragma GCC diagnostic ignored "-Wignored-attributes"
#endif

#define BANNED(name)                                                           \
    extern __typeof__(name) name __attribute__((deprecated("banned")))

BANNED(asctime);
BANNED(atof);
BANNED(atoi);
BANNED(ctime);
BANNED(gmtime);
BANNED(localtime);
BANNED(popen);
BANNED(rand);
BANNED(setlocale);
BANNED(sprintf);
BANNED(strcat);
BANNED(strcpy);
BANNED(strtod);
BANNED(strtok);
BANNED(system);
BANNED(vsprintf);

#undef BANNED
#pragma GCC diagnostic pop
#pragma GCC poison gets

#endif
