#include "domain/delegation.h"

enum { DAYS_AT_MOST = 366 };

enum delegation_basis delegation_basis(const struct delegation_ask *ask)
{
    if (ask->made_by == ask->account)
        return BASIS_OWN;
    if (ask->above)
        return BASIS_SUPERIOR;
    return ask->controls ? BASIS_DESIGNATION : BASIS_NONE;
}

enum delegation_fault delegation_check(const struct delegation_ask *ask)
{
    enum delegation_basis basis = delegation_basis(ask);
    int64_t days = date_days(ask->to_on) - date_days(ask->from_on) + 1;

    if (basis == BASIS_NONE)
        return DELEGATION_NOT_YOURS;
    if (ask->account == ask->delegate)
        return DELEGATION_TO_SELF;
    if (ask->admin)
        return DELEGATION_TO_ADMIN;
    if (basis == BASIS_DESIGNATION && !ask->reasoned)
        return DELEGATION_NO_ACT;
    if (days < 1)
        return DELEGATION_ENDS_BEFORE;
    if (date_cmp(ask->to_on, ask->today) < 0)
        return DELEGATION_PAST;
    return days > DAYS_AT_MOST ? DELEGATION_TOO_LONG : DELEGATION_FINE;
}

struct str delegation_basis_word(enum delegation_basis basis)
{
    static const char *const words[] = {"", "own", "superior", "designation"};

    return basis == BASIS_NONE ? STR_NONE : str_of(words[basis]);
}
