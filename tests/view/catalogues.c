#include "view/catalogues.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void put_word(char *bytes, size_t at, uint32_t word, bool swapped)
{
    word = swapped ? __builtin_bswap32(word) : word;
    memcpy(bytes + at, &word, sizeof(word));
}

struct str catalogue_bytes(const struct entry *entries, size_t count,
                           bool swapped)
{
    uint32_t ids = 28, texts = ids + 8 * (uint32_t)count;
    size_t at = texts + 8 * count, size = at;
    for (size_t i = 0; i < count; i++)
        size += entries[i].id.n + entries[i].text.n + 2;
    char *bytes = NEW_N(arena, char, size);
    const uint32_t header[] = {0x950412de, 0, (uint32_t)count, ids,
                               texts,      0, (uint32_t)at};
    for (size_t i = 0; i < 7; i++)
        put_word(bytes, 4 * i, header[i], swapped);
    for (size_t i = 0; i < 2 * count; i++) {
        const struct entry *e = &entries[i % count];
        struct str s = i < count ? e->id : e->text;
        put_word(bytes, 28 + 8 * i, (uint32_t)s.n, swapped);
        put_word(bytes, 32 + 8 * i, (uint32_t)at, swapped);
        memcpy(bytes + at, s.p, s.n);
        at += s.n + 1;
    }
    return (struct str){bytes, size};
}

static void write_file(const char *folder, const char *name, struct str bytes)
{
    FILE *file = fopen(str_printf(arena, "%s/%s", folder, name).p, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
    ck_assert_int_eq(fclose(file), 0);
}

struct str folder_make(struct str fr, struct str nl)
{
    char *folder = NEW_N(arena, char, 64);
    memcpy(folder, "/tmp/mandaris-po.XXXXXX", 24);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    write_file(folder, "fr.mo", fr);
    write_file(folder, "nl.mo", nl);
    return str_of(folder);
}

void folder_remove(struct str folder)
{
    unlink(str_printf(arena, "%s/fr.mo", folder.p).p);
    unlink(str_printf(arena, "%s/nl.mo", folder.p).p);
    ck_assert_int_eq(rmdir(folder.p), 0);
}
