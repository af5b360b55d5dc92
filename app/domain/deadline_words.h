/* Words in a folded text (utf8_fold). Internal to deadline_read. */
#ifndef DOMAIN_DEADLINE_WORDS_H
#define DOMAIN_DEADLINE_WORDS_H

#include "core/str.h"

/* Where the words stand in s at or after from, beginning and ending at the ends
 * of words; a closing * lets the last word go on ("annuel*"). -1: nowhere. */
ptrdiff_t words_find(struct str s, size_t from, const char *words);
/* Any of a NULL-ended list. */
bool words_any(struct str s, const char *const *list);

/* A whole number in figures or as a word (un, deux, twee, tweemaal ...) that
 * ends right before that position, but for one space; 0: none. */
int64_t words_number_before(struct str s, size_t at);

/* 1 to 12 where a word from that position is a month's name, and its length;
 * 0: it is not. */
int words_month(struct str s, size_t at, size_t *length);

bool words_at_start(struct str s, size_t at); /* a word may begin here */

#endif
