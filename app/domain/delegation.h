/* Acting for another person: who may arrange it, and what is refused (DOMAIN
 * section 1). Pure. */
#ifndef DOMAIN_DELEGATION_H
#define DOMAIN_DELEGATION_H

#include "core/date.h"

enum delegation_basis {
    BASIS_NONE,
    BASIS_OWN,         /* the absent person says so */
    BASIS_SUPERIOR,    /* a director above them does */
    BASIS_DESIGNATION, /* an act, recorded by the controller */
};

struct delegation_ask {
    int64_t account;  /* who is absent */
    int64_t delegate; /* who acts for them */
    int64_t made_by;
    bool above;    /* made_by directs an entity above one of account's */
    bool controls; /* made_by is a controller */
    bool admin;    /* delegate administers: it never approves */
    bool reasoned; /* a reason, or the act, is given */
    struct date from_on;
    struct date to_on;
    struct date today;
};

enum delegation_fault {
    DELEGATION_FINE,
    DELEGATION_TO_SELF,
    DELEGATION_NOT_YOURS, /* neither absent, nor above, nor controller */
    DELEGATION_NO_ACT,    /* of a designation, the act must be named */
    DELEGATION_TO_ADMIN,
    DELEGATION_ENDS_BEFORE,
    DELEGATION_PAST,
    DELEGATION_TOO_LONG, /* over a year: it is an appointment then */
};

/* On which ground made_by may arrange it; BASIS_NONE: on none. */
enum delegation_basis delegation_basis(const struct delegation_ask *ask);
/* The first thing that is wrong with it. */
enum delegation_fault delegation_check(const struct delegation_ask *ask);

struct str delegation_basis_word(enum delegation_basis basis); /* as stored */

#endif
