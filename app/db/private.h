/* What the files of db/ share, and nobody else sees. */
#ifndef DB_PRIVATE_H
#define DB_PRIVATE_H

#include <mysql.h>

#include "db/db.h"

/* Where one column of a row goes: numbers and times into these few bytes; a
 * text of any length is fetched into the arena once its length is known. */
struct column {
    const struct field *field;
    bool text_number; /* a DECIMAL without decimals read as an integer */
    bool is_unsigned;
    my_bool null;
    unsigned long length;
    union {
        int64_t n;
        MYSQL_TIME time;
        char text[64];
    } at;
};

/* A statement prepared on this connection, with room for what it binds. */
struct bound {
    struct bound *next;
    const char *sql;
    const struct shape *row;
    MYSQL_STMT *handle;
    unsigned param_count;
    unsigned column_count;
    MYSQL_BIND *params;
    MYSQL_BIND *results;
    struct column *given; /* one per parameter */
    struct column *columns;
};

struct db {
    MYSQL *link;
    struct arena *arena;
    const char *socket, *user, *password, *name;
    unsigned connection; /* number in this process, from 1 */
    struct bound *bounds;
    bool lost;
    bool open;   /* a transaction is */
    bool doomed; /* it can only be rolled back */
    int64_t rows;
    int64_t insert_id;
    size_t duplicate_n;
    char duplicate[256];
};

/* The enum err for an error of the server or of the client library. Logs it,
 * notes a lost connection and a transaction that can only be rolled back. */
NODISCARD enum err db_fail(struct db *db, unsigned code, const char *message,
                           struct str sql);

/* Text without parameters and without rows: transactions, migrations. */
NODISCARD enum err db_text(struct db *db, struct str sql);

/* Ends every statement of this connection. */
void db_unbind(struct db *db);

/* Gives each column of the prepared statement its member; ERR_INTERNAL, with
 * the names logged, unless both sides match. */
NODISCARD enum err row_match(struct bound *b);
/* Tells the connector where columns go: before each fetch of a result. */
NODISCARD enum err row_bind(struct db *db, struct bound *b);
/* The row fetched last, into the struct at out; texts into the arena. */
NODISCARD enum err row_read(struct db *db, struct bound *b, struct arena *a,
                            void *out);

#endif
