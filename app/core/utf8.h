/* UTF-8: validated at the door, counted in characters, folded for comparing. */
#ifndef CORE_UTF8_H
#define CORE_UTF8_H

#include "core/str.h"

/* Bytes of the character that starts at that position: 1 to 4; 0 when none
 * does: past the end, in its middle, or not UTF-8. */
size_t utf8_step(struct str s, size_t at);

bool utf8_valid(struct str s); /* no overlong forms, surrogates, > U+10FFFF */
size_t utf8_length(struct str s); /* characters of a valid text */

/* Position of the first control character other than TAB, LF, CR; -1: none. */
ptrdiff_t utf8_control(struct str s);

/* NFC, as content hashes want it; the same text back when it is ASCII. s must
 * be valid. */
struct str utf8_nfc(struct arena *a, struct str s);

/* Case and accents folded, ligatures (oe, ae, ij) opened, typographic
 * apostrophes and spaces made plain: to search and sort. s must be valid. */
struct str utf8_fold(struct arena *a, struct str s);

/* CRLF and CR become LF; the same text back when it has none. */
struct str utf8_lines(struct arena *a, struct str s);

/* At most max characters, the last an ellipsis when something was cut; the
 * same text back when nothing was. */
struct str utf8_short(struct arena *a, struct str s, size_t max);

#endif
