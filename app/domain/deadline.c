#include "domain/deadline.h"

static bool small_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

bool deadline_same_line(struct str code, struct str text, struct str other_code,
                        struct str other_text)
{
    size_t last = code.n ? code.n - 1 : 0;

    return code.n > 1 && code.n == other_code.n && str_eq(text, other_text) &&
           small_letter(code.p[last]) && small_letter(other_code.p[last]) &&
           str_eq(str_sub(code, 0, last), str_sub(other_code, 0, last));
}
