/* A mail as it travels: RFC 5322 headers, plain UTF-8 text, quoted-printable.
 * The same row gives the same bytes, so that a second try is the same mail. */
#ifndef JOBS_MESSAGE_H
#define JOBS_MESSAGE_H

#include "core/date.h"

struct message {
    struct str id;   /* of the row, lasting: the Message-ID before its @ */
    struct str from; /* address; the Message-ID ends in its domain */
    struct str to;   /* address */
    struct str lang; /* fr nl en */
    struct str subject;
    struct str body;
    struct instant made_at;
};

/* Headers, an empty line and the body, CRLF throughout, no line over 998
 * bytes. Control characters of the subject become spaces: nothing of a row can
 * become a header. ERR_INPUT: from or to is not an address. */
NODISCARD enum err message_text(struct arena *a, const struct message *m,
                                struct str *out);

#endif
