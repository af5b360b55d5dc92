#include "store/entity.h"
#include "store/parts.h"

static const struct date today = {2026, 6, 1};

/* R > A > (A1, A2 > A21); R > B, successor of X; X > X1; Y, a root. */
static void start(void)
{
    sql_run("DELETE FROM assignment");
    sql_run("DELETE FROM entity_predecessor");
    sql_run("DELETE FROM entity ORDER BY id DESC");
    sql_run("INSERT IGNORE INTO account (id, login, name, email, made_at)"
            " VALUES (7, 'ana', 'Ana', 'a@x', '2025-01-01')");
    sql_run("INSERT INTO entity (id, code, parent, sort) VALUES"
            " (1, 'R', NULL, 1), (2, 'B', 1, 2), (3, 'A', 1, 1),"
            " (4, 'A2', 3, NULL), (5, 'A1', 3, NULL), (6, 'A21', 4, 1),"
            " (7, 'X', NULL, 0.5), (8, 'X1', 7, 1), (9, 'Y', NULL, NULL)");
    sql_run("INSERT INTO entity_predecessor VALUES (2, 7, 1)");
    assert_ok(entity_tree_rebuild(test_db));
}

static void assign(const char *where)
{
    sql_run(str_printf(test_arena,
                       "INSERT INTO assignment (account, role, entity, from_on,"
                       " to_on, granted_at, confirmed_at) VALUES (7, 'staff',"
                       " %s, '2025-01-01')",
                       where)
                .p);
}

static struct str codes(struct list entities)
{
    struct str out = S("");

    for (size_t i = 0; i < entities.count; i++) {
        struct entity *e = LIST_AT(struct entity, entities, i);
        out = str_printf(test_arena, "%.*s%s%.*s:%lld", STR_ARG(out),
                         i ? " " : "", STR_ARG(e->code), (long long)e->depth);
    }
    return out;
}

static struct str scope(void)
{
    struct list entities;

    assert_ok(entities_in_scope(test_db, 7, today, &entities));
    return codes(entities);
}

START_TEST(positions_are_the_printed_order)
{
    assert_str(sql_text("SELECT GROUP_CONCAT(code, ':', position"
                        " ORDER BY position SEPARATOR ' ') AS text"
                        " FROM entity"),
               "X:1 X1:2 R:3 A:4 A1:5 A2:6 A21:7 B:8 Y:9");
}
END_TEST

START_TEST(the_closure_holds_successors_and_everything)
{
    assert_str(sql_text("SELECT GROUP_CONCAT(a.code, '>', e.code, t.depth"
                        " ORDER BY a.id, e.id SEPARATOR ' ') AS text"
                        " FROM entity_tree t JOIN entity a ON a.id = t.ancestor"
                        " JOIN entity e ON e.id = t.entity WHERE t.depth > 0"),
               "R>B1 R>A1 R>A22 R>A12 R>A213 R>X2 R>X13 B>X1 B>X12"
               " A>A21 A>A11 A>A212 A2>A211 X>X11");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM entity_tree"
                             " WHERE depth = 0 AND ancestor = entity"),
                     9);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM entity_tree"
                             " WHERE ancestor = 0"),
                     9);
}
END_TEST

START_TEST(scope_follows_the_tree)
{
    assert_str(scope(), "");
    assign("4, '2026-06-01', '2026-06-01', '2025-01-01'");
    assert_str(scope(), "A2:2 A21:3");
    assign("2, '2026-01-01', '9999-12-31', '2025-01-01'");
    assert_str(scope(), "X:0 X1:1 A2:2 A21:3 B:1");
    assign("0, '2026-01-01', '9999-12-31', '2025-01-01'");
    assert_str(scope(), "X:0 X1:1 R:0 A:1 A1:2 A2:2 A21:3 B:1 Y:0");
}
END_TEST

START_TEST(scope_ends_with_its_dates)
{
    assign("0, '2026-06-02', '9999-12-31', '2025-01-01'");
    assign("0, '2026-01-01', '2026-05-31', '2025-01-01'");
    assert_str(scope(), "");
    assign("9, '2026-01-01', '9999-12-31', '2025-01-01'");
    sql_run("UPDATE assignment SET confirmed_at = NULL WHERE entity = 9");
    assert_str(scope(), "");
}
END_TEST

START_TEST(out_of_scope_is_not_found)
{
    struct entity e;

    assign("4, '2026-01-01', '9999-12-31', '2025-01-01'");
    assert_ok(entity_in_scope(test_db, 7, today, 6, &e));
    assert_str(e.code, "A21");
    ck_assert_int_eq(e.parent, 4);
    ck_assert_int_eq(entity_in_scope(test_db, 7, today, 3, &e), ERR_NOT_FOUND);
    ck_assert_int_eq(entity_in_scope(test_db, 7, today, 99, &e), ERR_NOT_FOUND);
}
END_TEST

START_TEST(a_path_goes_up_by_parents_only)
{
    struct list path;

    assert_ok(entity_path(test_db, 6, &path));
    assert_str(codes(path), "R:0 A:1 A2:2 A21:3");
    assert_ok(entity_path(test_db, 8, &path));
    assert_str(codes(path), "X:0 X1:1");
}
END_TEST

START_TEST(a_rebuild_forgets_the_old_tree)
{
    sql_run("UPDATE entity SET parent = NULL, sort = 0 WHERE code = 'A2'");
    sql_run("DELETE FROM entity_predecessor");
    assert_ok(entity_tree_rebuild(test_db));
    assert_str(sql_text("SELECT GROUP_CONCAT(code ORDER BY position"
                        " SEPARATOR ' ') AS text FROM entity"),
               "A2 A21 X X1 R A A1 B Y");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM entity_tree"
                             " WHERE ancestor = 1"),
                     4);
}
END_TEST

START_TEST(a_circle_of_predecessors_ends)
{
    sql_run("INSERT INTO entity_predecessor VALUES (7, 2, 1)");
    assert_ok(entity_tree_rebuild(test_db));
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM entity_tree"
                             " WHERE ancestor = 7"),
                     3);
}
END_TEST

TCase *entities(void)
{
    TCase *tc = tcase_create("entities");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, start, NULL);
    tcase_add_test(tc, positions_are_the_printed_order);
    tcase_add_test(tc, the_closure_holds_successors_and_everything);
    tcase_add_test(tc, scope_follows_the_tree);
    tcase_add_test(tc, scope_ends_with_its_dates);
    tcase_add_test(tc, out_of_scope_is_not_found);
    tcase_add_test(tc, a_path_goes_up_by_parents_only);
    tcase_add_test(tc, a_rebuild_forgets_the_old_tree);
    tcase_add_test(tc, a_circle_of_predecessors_ends);
    return tc;
}
