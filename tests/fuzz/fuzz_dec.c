/* Numbers as people type them: what is read prints and reads back the same. */
#include "core/num.h"

#include "fuzz.h"

static void same_again(struct arena *a, struct dec d)
{
    struct dec again;

    HOLDS(dec_parse(dec_text(a, d), &again) == OK);
    HOLDS(again.set == d.set && again.micro == d.micro &&
          again.decimals == d.decimals);
    HOLDS(dec_parse(dec_canonical(a, d), &again) == OK);
    HOLDS(again.set == d.set && again.micro == d.micro &&
          again.decimals <= d.decimals);
}

FUZZ(dec)
{
    struct arena *a = arena_new((size_t)1 << 20, NULL);
    struct str s = fuzz_text(data, size);
    struct dec typed, other, strict;
    enum err e = dec_parse_typed(s, &typed, &other);

    HOLDS(e == OK || e == ERR_CONFLICT || e == ERR_INPUT);
    HOLDS(e != ERR_INPUT || !typed.set);
    HOLDS(other.set == (e == ERR_CONFLICT));
    same_again(a, typed);
    same_again(a, other);
    if (e == ERR_CONFLICT)
        HOLDS(typed.decimals == 3 && other.micro == typed.micro * 1000);

    /* What the strict form takes, a person may type. */
    if (dec_parse(s, &strict) == OK) {
        same_again(a, strict);
        HOLDS(e != ERR_INPUT && typed.micro == strict.micro);
    }
    arena_free(a);
    return 0;
}
