#include "view/value.h"

#define NO_BREAK_SPACE "\xc2\xa0"

struct str show_value(struct arena *a, enum lang lang, struct str type,
                      struct dec value, struct str unit)
{
    struct str number;

    if (!value.set)
        return STR_NONE;
    if (str_is(type, "yes_no"))
        return tr(lang, value.micro ? N_("yes") : N_("no"));
    if (str_is(type, "date"))
        return show_date(a, lang,
                         date_from_days((int64_t)(value.micro / 1000000)));
    number = show_dec(a, lang, value);
    if (str_empty(unit))
        return number;
    return str_printf(a, "%.*s" NO_BREAK_SPACE "%.*s", STR_ARG(number),
                      STR_ARG(unit));
}

static const char *sign_of(struct str op)
{
    if (str_is(op, "<="))
        return "≤";
    if (str_is(op, ">="))
        return "≥";
    return str_is(op, "<") ? "<" : ">";
}

struct str show_threshold(struct arena *a, enum lang lang, struct str type,
                          struct str op, struct dec value)
{
    struct str shown = show_value(a, lang, type, value, STR_NONE);

    if (!str_given(shown) || !str_given(op) || str_is(type, "yes_no"))
        return shown;
    return str_printf(a, "%s" NO_BREAK_SPACE "%.*s", sign_of(op),
                      STR_ARG(shown));
}
