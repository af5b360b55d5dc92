/* The one error type. A function that can fail returns enum err and is
 * NODISCARD; TRY passes a failure on. The cause is logged once, where it is
 * known; web/handle maps the code to a status once. */
#ifndef CORE_ERR_H
#define CORE_ERR_H

enum err {
    OK = 0,
    ERR_BAD_REQUEST, /* 400: not understood as a request */
    ERR_FORBIDDEN,   /* 403: known, and not allowed */
    ERR_NOT_FOUND,   /* 404: absent, or not within the reader's scope */
    ERR_METHOD,      /* 405: the path exists, the method does not */
    ERR_CONFLICT,    /* 409: somebody else was faster */
    ERR_TOO_LARGE,   /* 413: over a limit */
    ERR_INPUT,       /* 422: understood, and wrong; the messages are kept */
    ERR_INTERNAL,    /* 500: a fault of ours */
    ERR_UNAVAILABLE, /* 503: database gone, over capacity */
    ERR_RETRY,       /* deadlock, lock wait, snapshot conflict: run again */
};

#define NODISCARD __attribute__((warn_unused_result))

#define TRY(call)                                                              \
    do {                                                                       \
        enum err try_err_ = (call);                                            \
        if (try_err_ != OK)                                                    \
            return try_err_;                                                   \
    } while (0)

#endif
