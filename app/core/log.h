/* One JSON line per event on stderr. Secrets never go here. */
#ifndef CORE_LOG_H
#define CORE_LOG_H

#include "core/str.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR, LOG_OFF };

struct log_pair {
    const char *key;
    struct str text; /* p NULL: the number counts */
    int64_t number;
};

#define LOG_S(key, value)                                                      \
    {                                                                          \
        (key), (value), 0                                                      \
    }
#define LOG_Z(key, value)                                                      \
    {                                                                          \
        (key), str_of(value), 0                                                \
    }
#define LOG_N(key, value)                                                      \
    {                                                                          \
        (key), STR_NONE, (int64_t)(value)                                      \
    }

/* log_event(LOG_INFO, "import", LOG_N("rows", n), LOG_S("plan", code)); */
#define log_event(level, event, ...)                                           \
    log_write((level), (event), (struct log_pair[]){__VA_ARGS__},              \
              sizeof((struct log_pair[]){__VA_ARGS__}) /                       \
                  sizeof(struct log_pair))

void log_level_set(enum log_level least);
void log_request_set(struct str request_id); /* on every line until cleared */
void log_write(enum log_level level, const char *event,
               const struct log_pair *pairs, size_t count);

#endif
