/* What may be attached to a result: known by its content, never by the name
 * its sender gave it. */
#ifndef DOCUMENT_ATTACHMENT_H
#define DOCUMENT_ATTACHMENT_H

#include "core/config.h"
#include "core/str.h"
#include "view/view.h"

/* The media type by content, found by libmagic in a process of its own: a file
 * made to break that library breaks nothing else. ERR_UNAVAILABLE (logged):
 * the process failed, or took longer than five seconds. */
NODISCARD enum err attachment_type(struct arena *a, struct str bytes,
                                   struct str *type);

/* Documents, spreadsheets, presentations, images, text and mails; neither
 * programs nor pages that run in a browser. */
bool attachment_accepted(struct str type);

/* A name to show and to download by: the last part of a path, without control
 * and direction characters or what file systems refuse, at most 120
 * characters, with an extension that fits the type. name must be valid UTF-8,
 * type accepted. */
struct str attachment_name(struct arena *a, struct str name, struct str type);

/* Asks clamd (INSTREAM) where a scanner is configured. ERR_FORBIDDEN: a virus
 * was found (logged); ERR_UNAVAILABLE (logged): it cannot be asked, or did not
 * understand. Without a scanner: OK. */
NODISCARD enum err attachment_scan(struct arena *a, const struct config *c,
                                   struct str bytes);

/* Everything that speaks against a file, asked before it touches the disk.
 * ERR_INPUT: *why says what, in that language. */
NODISCARD enum err attachment_check(struct arena *a, const struct config *c,
                                    enum lang lang, struct str name,
                                    struct str bytes, struct str *type,
                                    struct str *why);

/* "98 kB", "1,2 MB". */
struct str attachment_size(struct arena *a, enum lang lang, int64_t bytes);

#endif
