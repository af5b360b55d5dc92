#include "db/private.h"

#include <errmsg.h>
#include <mysqld_error.h>
#include <string.h>

#include "core/log.h"

/* Each is set at connect and read back: a server or a proxy that ignores one
 * would accept truncated text or lose an update. */
static const char settings[] =
    "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,"
    "NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_ENGINE_SUBSTITUTION',"
    " time_zone = '+00:00', innodb_snapshot_isolation = ON,"
    " tx_isolation = 'REPEATABLE-READ', autocommit = 1,"
    " innodb_lock_wait_timeout = 10, lc_messages = 'en_US'";
static const char settings_read[] =
    "SELECT @@sql_mode, @@time_zone, @@innodb_snapshot_isolation,"
    " @@tx_isolation, @@autocommit, @@character_set_client,"
    " @@character_set_connection, @@character_set_results";
static const struct {
    const char *name;
    const char *wanted;
} settings_wanted[] = {
    {"sql_mode",
     "STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
     "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"},
    {"time_zone", "+00:00"},
    {"innodb_snapshot_isolation", "1"},
    {"tx_isolation", "REPEATABLE-READ"},
    {"autocommit", "1"},
    {"character_set_client", "utf8mb4"},
    {"character_set_connection", "utf8mb4"},
    {"character_set_results", "utf8mb4"},
};
enum { SETTINGS = sizeof(settings_wanted) / sizeof(*settings_wanted) };

static unsigned connections;

/* "Duplicate entry '7-Q1' for key 'PRIMARY'": the last quoted word. */
static void duplicate_note(struct db *db, const char *message)
{
    const char *end = strrchr(message, '\'');
    const char *start = end;

    db->duplicate_n = 0;
    while (start && start > message && start[-1] != '\'')
        start--;
    if (!start || start == message)
        return;
    db->duplicate_n = (size_t)(end - start);
    if (db->duplicate_n > sizeof db->duplicate)
        db->duplicate_n = sizeof db->duplicate;
    memcpy(db->duplicate, start, db->duplicate_n);
}

enum err db_fail(struct db *db, unsigned code, const char *message,
                 struct str sql)
{
    enum err err = ERR_INTERNAL;
    enum log_level level = LOG_ERROR;

    switch (code) {
    case ER_DUP_ENTRY:
        duplicate_note(db, message);
        return ERR_CONFLICT;
    case ER_CHECKREAD:
    case ER_LOCK_WAIT_TIMEOUT:
    case ER_LOCK_DEADLOCK:
        db->doomed = db->open;
        err = ERR_RETRY;
        level = LOG_INFO;
        break;
    case CR_CONNECTION_ERROR:
    case CR_CONN_HOST_ERROR:
    case CR_SERVER_GONE_ERROR:
    case CR_SERVER_LOST:
    case CR_SERVER_LOST_EXTENDED:
    case ER_SERVER_SHUTDOWN:
    case ER_CONNECTION_KILLED:
        db->lost = true;
        db->doomed = db->open;
        err = ERR_UNAVAILABLE;
        break;
    default:
        break;
    }
    log_event(level, "db", LOG_N("code", code), LOG_Z("message", message),
              LOG_S("sql", sql));
    return err;
}

enum err db_text(struct db *db, struct str sql)
{
    if (mysql_real_query(db->link, sql.p, sql.n))
        return db_fail(db, mysql_errno(db->link), mysql_error(db->link), sql);
    if (mysql_field_count(db->link) == 0)
        return OK;
    log_event(LOG_ERROR, "db", LOG_Z("message", "rows nobody reads"),
              LOG_S("sql", sql));
    MYSQL_RES *rows = mysql_store_result(db->link);
    mysql_free_result(rows);
    return ERR_INTERNAL;
}

static enum err settings_check(struct db *db)
{
    if (mysql_query(db->link, settings_read))
        return db_fail(db, mysql_errno(db->link), mysql_error(db->link),
                       str_of(settings_read));
    MYSQL_RES *rows = mysql_store_result(db->link);
    MYSQL_ROW row = rows ? mysql_fetch_row(rows) : NULL;
    enum err err = row ? OK : ERR_UNAVAILABLE;

    for (size_t i = 0; row && i < SETTINGS; i++) {
        if (row[i] && strcmp(row[i], settings_wanted[i].wanted) == 0)
            continue;
        log_event(LOG_ERROR, "db setting refused",
                  LOG_Z("name", settings_wanted[i].name),
                  LOG_Z("value", row[i]),
                  LOG_Z("wanted", settings_wanted[i].wanted));
        err = ERR_UNAVAILABLE;
    }
    mysql_free_result(rows);
    return err;
}

static enum err link_open(struct db *db)
{
    const unsigned connect_s = 5;
    const unsigned protocol = MYSQL_PROTOCOL_SOCKET;
    const unsigned no = 0;

    db->link = mysql_init(NULL);
    if (!db->link)
        return ERR_UNAVAILABLE;
    mysql_options(db->link, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options(db->link, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
    mysql_options(db->link, MYSQL_OPT_PROTOCOL, &protocol);
    mysql_options(db->link, MYSQL_OPT_LOCAL_INFILE, &no);
    /* FOUND_ROWS: an UPDATE that changes nothing still matched its row. */
    if (!mysql_real_connect(db->link, NULL, db->user, db->password, db->name, 0,
                            db->socket, CLIENT_FOUND_ROWS)) {
        log_event(LOG_ERROR, "db connect", LOG_N("code", mysql_errno(db->link)),
                  LOG_Z("message", mysql_error(db->link)));
        return ERR_UNAVAILABLE;
    }
    TRY(db_text(db, str_of(settings)));
    TRY(settings_check(db));
    db->connection = ++connections;
    db->lost = db->open = db->doomed = false;
    return OK;
}

static void link_close(struct db *db)
{
    db_unbind(db);
    if (db->link)
        mysql_close(db->link);
    db->link = NULL;
}

static enum err link_open_or_none(struct db *db)
{
    enum err err = link_open(db);

    if (err == OK)
        return OK;
    link_close(db);
    db->lost = true;
    return ERR_UNAVAILABLE;
}

enum err db_open(struct arena *process, const struct config *c, struct db **out)
{
    struct db *db = NEW(process, struct db);

    db->arena = process;
    db->socket = str_empty(c->db_socket) ? NULL : str_z(process, c->db_socket);
    db->user = str_z(process, c->db_user);
    db->password = str_z(process, c->db_password);
    db->name = str_z(process, c->db_name);
    *out = db;
    return link_open_or_none(db);
}

void db_close(struct db *db)
{
    if (db)
        link_close(db);
}

void db_arena_set(struct db *db, struct arena *a)
{
    db->arena = a;
}

bool db_lost(const struct db *db)
{
    return db->lost;
}

enum err db_reopen(struct db *db)
{
    link_close(db);
    return link_open_or_none(db);
}

static enum err begin(struct db *db, struct str sql)
{
    if (db->open) {
        log_event(LOG_ERROR, "db", LOG_Z("message", "begin within begin"));
        return ERR_INTERNAL;
    }
    if (db->lost)
        return ERR_UNAVAILABLE;
    TRY(db_text(db, sql));
    db->open = true;
    db->rows = 0;
    return OK;
}

enum err db_begin_read(struct db *db)
{
    return begin(db,
                 S("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"));
}

enum err db_begin_write(struct db *db)
{
    return begin(db, S("START TRANSACTION READ WRITE"));
}

enum err db_commit(struct db *db)
{
    if (!db->open) {
        log_event(LOG_ERROR, "db", LOG_Z("message", "commit without begin"));
        return ERR_INTERNAL;
    }
    if (db->doomed)
        return db->lost ? ERR_UNAVAILABLE : ERR_RETRY;
    TRY(db_text(db, S("COMMIT")));
    db->open = false;
    return OK;
}

void db_rollback(struct db *db)
{
    if (!db->open)
        return;
    /* When this fails too, the connection is gone and the server rolls back. */
    if (!db->lost && db_text(db, S("ROLLBACK")) != OK)
        db->lost = true;
    db->open = db->doomed = false;
}

int64_t db_rows(const struct db *db)
{
    return db->rows;
}

int64_t db_insert_id(const struct db *db)
{
    return db->insert_id;
}

struct str db_duplicate(const struct db *db)
{
    return (struct str){db->duplicate, db->duplicate_n};
}
