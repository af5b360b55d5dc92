/* A folder that keeps files under random names, outside what nginx serves by
 * itself. A file is whole and on disk when its name is known. */
#ifndef CORE_KEEP_H
#define CORE_KEEP_H

#include "core/str.h"

enum { KEEP_NAME = 43 }; /* characters of a name: random_token's */

/* Writes a new file, mode 0640 (the group is nginx's), synchronised with the
 * disk. ERR_UNAVAILABLE (logged): the folder is missing, closed or full. */
NODISCARD enum err keep_write(struct arena *a, struct str folder,
                              struct str bytes, struct str *name);
/* A file that is gone already is no error; another failure is logged, and the
 * file is found again by keep_list. */
void keep_remove(struct arena *a, struct str folder, struct str name);

struct kept_file {
    struct str name;
    int64_t bytes;
    int64_t age_s;
};
/* Every plain file of the folder, by name. ERR_UNAVAILABLE (logged). */
NODISCARD enum err keep_list(struct arena *a, struct str folder,
                             struct kept_file **out, size_t *count);

#endif
