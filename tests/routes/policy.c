#include "routes/parts.h"

#include <stdio.h>
#include <string.h>

#include "document/csv.h"
#include "web/role.h"

enum { FILE_MAX = 1 << 18, LINES_MAX = 1000, FIRST = 3 };

/* What a word of the column object puts into the path. */
struct object {
    const char *word;
    const char *first; /* the first parameter */
    const char *rest;  /* those behind it */
    const char *period;
    const char *token;
};

static const struct object objects[] = {
    {"none", "", "", "", ""},
    {"own", "1", "1", "2025", "letter-1.ics"},
    {"other", "2", "2", "2025", "letter-2.ics"},
    {"mixed", "1", "2", "2025", ""},
    {"draft", "3", "3", "2025", ""},
    {"other draft", "4", "4", "2025", ""},
    {"submitted", "7", "7", "2025", ""},
    {"below", "5", "5", "2025", ""},
    {"released", "1", "6", "2024", ""},
    {"public file", "6", "", "", ""},
    {"internal file", "7", "", "", ""},
};

const char *person_name(int who)
{
    return who == VISITOR ? "visitor" : role_table[who - 1].name;
}

static int person_named(struct str name)
{
    for (int who = 0; who < PEOPLE; who++)
        if (str_is(name, person_name(who)))
            return who;
    ck_abort_msg("policy.csv: no role '%.*s'", STR_ARG(name));
}

static const struct object *object_named(const struct policy_line *line)
{
    for (size_t i = 0; i < sizeof(objects) / sizeof(*objects); i++)
        if (str_is(line->object, objects[i].word))
            return &objects[i];
    ck_abort_msg("policy.csv:%zu: no object '%.*s'", line->row,
                 STR_ARG(line->object));
}

/* -- the file -------------------------------------------------------------- */

static struct str file_read(void)
{
    char *bytes = NEW_N(test_arena, char, FILE_MAX);
    FILE *file = fopen(POLICY, "r");

    ck_assert_msg(file != NULL, "cannot read %s", POLICY);
    size_t n = fread(bytes, 1, FILE_MAX, file);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_uint_lt(n, FILE_MAX);
    return (struct str){bytes, n};
}

static struct policy_line line_read(const struct csv_record *cells,
                                    const int *people, size_t row)
{
    struct policy_line line = {.row = row};
    struct str method = str_trim(cells->cells[0]);
    bool posts = str_is(method, "POST");

    ck_assert_msg(posts || str_is(method, "GET"), "policy.csv:%zu: '%.*s'", row,
                  STR_ARG(method));
    line.method = posts ? METHOD_POST : METHOD_GET;
    line.path = str_trim(cells->cells[1]);
    line.object = str_trim(cells->cells[2]);
    for (size_t i = FIRST; i < cells->count; i++)
        line.answers[people[i - FIRST]] = str_trim(cells->cells[i]);
    return line;
}

/* The header: method, path, object and every person once. */
static void header_read(const struct csv_record *cells, int *people)
{
    bool seen[PEOPLE] = {false};

    ck_assert_uint_eq(role_count + 1, PEOPLE);
    ck_assert_uint_eq(cells->count, FIRST + PEOPLE);
    for (size_t i = 0; i < PEOPLE; i++) {
        people[i] = person_named(str_trim(cells->cells[FIRST + i]));
        ck_assert_msg(!seen[people[i]], "%s twice", person_name(people[i]));
        seen[people[i]] = true;
    }
}

struct list policy_read(void)
{
    struct policy_line *lines =
        NEW_N(test_arena, struct policy_line, LINES_MAX);
    struct list out = {lines, 0, NULL};
    struct str text = file_read(), line;
    int people[PEOPLE] = {-1};

    for (size_t row = 1; str_cut(&text, '\n', &line); row++) {
        struct csv csv = csv_open(test_arena, line);
        struct csv_record cells;

        if (str_empty(str_trim(line)) || str_starts(line, S("#")))
            continue;
        ck_assert_int_eq(csv_next(&csv, &cells), OK);
        if (people[0] < 0) {
            header_read(&cells, people);
            continue;
        }
        ck_assert_msg(cells.count == FIRST + PEOPLE,
                      "policy.csv:%zu: %zu"
                      " cells",
                      row, cells.count);
        ck_assert_uint_lt(out.count, LINES_MAX);
        lines[out.count++] = line_read(&cells, people, row);
    }
    return out;
}

/* -- a line ---------------------------------------------------------------- */

const struct route *policy_route(const struct policy_line *line)
{
    struct str rest = line->path, path;

    str_cut(&rest, '?', &path);
    for (size_t i = 0; i < app_route_count; i++)
        if (app_routes[i].method == line->method &&
            str_is(path, app_routes[i].pattern))
            return &app_routes[i];
    return NULL;
}

static const char *value_of(const struct object *o, struct str name, size_t n)
{
    if (str_is(name, "period"))
        return o->period;
    if (str_is(name, "token"))
        return o->token;
    if (str_is(name, "part"))
        return "1";
    return n == 0 ? o->first : o->rest;
}

const char *policy_path(const struct policy_line *line)
{
    const struct object *o = object_named(line);
    struct buf out = buf_new(test_arena, 100);
    struct str rest = line->path, part, name;

    for (size_t n = 0; str_cut(&rest, '{', &part); n++) {
        buf_put(&out, part);
        if (!str_given(rest) || !str_cut(&rest, '}', &name))
            break;
        const char *value = value_of(o, name, n);
        ck_assert_msg(*value, "policy.csv:%zu: '%s' has no {%.*s}", line->row,
                      o->word, STR_ARG(name));
        buf_puts(&out, value);
    }
    return str_z(test_arena, buf_str(&out));
}
