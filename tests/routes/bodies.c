#include "routes/parts.h"

#include "store/entity.h"
#include "web/role.h"

#define DAY "'2024-01-01'"

static const char *const rows[] = {
    "INSERT INTO entity (id, code, parent, name_fr, name_nl) VALUES"
    " (9, 'ROOT', NULL, 'Organisme', 'Instelling'),"
    " (1, 'OWN', 9, 'Direction', 'Directie'),"
    " (2, 'OTHER', 9, 'Autre direction', 'Andere directie'),"
    " (5, 'BELOW', 1, 'Cellule', 'Cel')",
    "INSERT INTO account (id, login, name, email, lang, made_at) VALUES"
    " (1, 'anne', 'Anne', 'anne@example.org', 'en', " DAY "),"
    " (2, 'bert', 'Bert', 'bert@example.org', 'en', " DAY ")",
    "INSERT INTO assignment (id, account, role, entity, from_on, granted_at,"
    " confirmed_at) VALUES"
    " (1, 1, 'staff', 1, " DAY ", " DAY ", " DAY "),"
    " (2, 2, 'staff', 2, " DAY ", " DAY ", " DAY ")",
    /* 3 and 4 are but drafts, 7 waits for the act of a body */
    "INSERT INTO plan (id, code, entity, kind) VALUES (1, 'OWN', 1, 'mandate'),"
    " (2, 'OTHER', 2, 'mandate'), (3, 'DRAFT', 1, 'orientation'),"
    " (4, 'OTHER-DRAFT', 2, 'orientation'), (5, 'BELOW', 5, 'orientation'),"
    " (7, 'SUBMITTED', 1, 'orientation')",
    "INSERT INTO edition (plan, edition, state, effective_on, recorded_at,"
    " title_fr) SELECT id, 1, CASE WHEN id IN (3, 4) THEN 'draft'"
    " WHEN id = 7 THEN 'submitted' ELSE 'approved' END, " DAY ","
    " " DAY ", code FROM plan",
    "INSERT INTO item (id, plan, code, lineage)"
    " SELECT id, id, code, id FROM plan UNION ALL SELECT 6, 1, 'OWN-6', 6",
    "INSERT INTO edition_item (plan, edition, id, parent, position, depth,"
    " kind, title_fr) SELECT plan, 1, id, IF(id = 6, 1, NULL), IF(id = 6, 2,"
    " 1), id = 6, IF(id = 6, 'operational', 'strategic'), code FROM item",
    "INSERT INTO measure (id, plan, kind, code, lineage)"
    " SELECT id, id, 'indicator', code, id FROM plan"
    " UNION ALL SELECT 6, 1, 'indicator', 'OWN-6', 6",
    "INSERT INTO edition_indicator (plan, edition, id, item, position,"
    " description_fr, type, unit) SELECT plan, 1, id, id, id, code, 'count',"
    " 'x' FROM measure",
    "INSERT INTO campaign (id, period, state, opens_on, due_on, locks_on,"
    " released_at) VALUES"
    " (1, '2025', 'open', '2025-12-01', '2099-01-31', '2099-03-31', NULL),"
    " (2, '2026', 'planned', '2026-12-01', '2099-01-31', '2099-03-31', NULL),"
    " (3, '2024', 'locked', '2024-12-01', '2025-01-31', '2025-03-31',"
    " '2025-06-01')",
    /* 1 and 2 are submitted, 3, 4 and 5 drafts, 6 approved and released */
    "INSERT INTO result (plan, period, measure, code, edition, state, revision,"
    " value, edited_by, edited_at, submitted_by, submitted_at)"
    " SELECT plan, '2025', id, code, 1, IF(id < 3, 'submitted', 'draft'), 1,"
    " 987650 + id, 1, '2026-01-05', IF(id < 3, 1, NULL), IF(id < 3, "
    "'2026-01-06', NULL)"
    " FROM measure WHERE id < 6 UNION ALL SELECT 1, '2024', 6, 'R6', 1,"
    " 'locked', 1, 987656, 1, '2025-01-05', 1, '2025-01-06'",
    "INSERT INTO result_text (plan, period, measure, field, lang, body)"
    " SELECT plan, period, measure, 'description', 'fr',"
    " CONCAT('words-', measure) FROM result",
    "INSERT INTO evidence (id, plan, period, measure, name, type, bytes,"
    " sha256, file, added_by, added_at, released) VALUES"
    " (1, 1, '2025', 1, 'a.pdf', 'application/pdf', 1, REPEAT('a', 32),"
    " REPEAT('a', 43), 1, '2026-01-05', FALSE),"
    " (2, 2, '2025', 2, 'b.pdf', 'application/pdf', 1, REPEAT('b', 32),"
    " REPEAT('b', 43), 2, '2026-01-05', FALSE),"
    " (6, 1, '2024', 6, 'c.pdf', 'application/pdf', 1, REPEAT('c', 32),"
    " REPEAT('c', 43), 1, '2025-01-05', TRUE),"
    " (7, 1, '2024', 6, 'd.pdf', 'application/pdf', 1, REPEAT('d', 32),"
    " REPEAT('d', 43), 1, '2025-01-05', FALSE)",
    "INSERT INTO deadline (id, plan, code)"
    " SELECT id, id, code FROM plan WHERE id < 3",
    "INSERT INTO edition_deadline (plan, edition, id, item, text_fr)"
    " SELECT id, 1, id, id, '2026' FROM plan WHERE id < 3",
    "INSERT INTO deadline_rule (plan, deadline, part, state, words, kind,"
    " due_on, due_precision, proposed_at, confirmed_by, confirmed_at)"
    " SELECT id, id, 1, 'confirmed', UNHEX(SHA2('2026', 256)), 'date',"
    " '2026-12-31', 'Y', " DAY ", 1, " DAY " FROM plan WHERE id < 3",
    "INSERT INTO obligation (id, plan, deadline, part, code, item, due_on,"
    " partial, continuous) SELECT id, id, id, 1, 'date', id, '2026-12-31',"
    " FALSE, FALSE FROM plan WHERE id < 3",
    "INSERT INTO calendar (id, name) VALUES (1, 'OWN'), (2, 'OTHER')",
    "INSERT INTO submission (id, plan, edition, state, hash, content,"
    " effective_on, submitted_by, submitted_at) SELECT id, id, 1,"
    " IF(id = 7, 'open', 'approved'), REPEAT('0', 64), '{}', " DAY ", 1, " DAY
    " FROM plan WHERE id IN (1, 2, 7)",
    "INSERT INTO submission_step (submission, step, role, body_fr, signatures,"
    " term_days) VALUES (7, 1, 'body', 'Gouvernement', 1, 0)",
    "INSERT INTO decision_chain (id, plan, length, head)"
    " SELECT 100 + id, id, 1, REPEAT('0', 64) FROM plan WHERE id < 3",
    "INSERT INTO decision (chain, n, act, account, object, object_key, made_at,"
    " line, hash) SELECT id, 1, 'submit', 1, 'plan', plan, " DAY ", '{}',"
    " REPEAT('0', 64) FROM decision_chain WHERE plan IS NOT NULL",
    "INSERT INTO decision_words (chain, n, salt, words)"
    " SELECT chain, n, REPEAT('0', 64), JSON_OBJECT('name', 'Anne', 'reason',"
    " CONCAT('reason-', object_key)) FROM decision",
    "INSERT INTO evaluation (id, plan, kind, evaluated_on, lang, made_at)"
    " SELECT id, id, 'mid', '2025-06-30', 'fr', " DAY " FROM plan WHERE id < 3",
    "INSERT INTO approval_exception (id, entity, account, from_on, to_on,"
    " reason, granted_by, granted_at) SELECT id, id, id, " DAY ", '2099-12-31',"
    " 'x', 1, " DAY " FROM plan WHERE id < 3",
    "INSERT INTO account_link (token, account, kind, made_at, expires_at)"
    " VALUES (UNHEX(SHA2('letter-1.ics', 256)), 1, 'reset', " DAY
    ", '2099-01-01')",
    "INSERT INTO calendar_feed (account, token, made_at)"
    " VALUES (1, UNHEX(SHA2('letter-1', 256)), " DAY ")",
    "INSERT INTO answer_ask (id, token, plan, period, name, address, lang,"
    " asked_by, asked_at, expires_at) VALUES (1, UNHEX(SHA2('letter-1.ics', "
    "256)),"
    " 1, '2025', 'x', 'x@example.org', 'en', 1, " DAY ", '2099-01-01')",
    "INSERT INTO answer_cell (ask, measure, state) VALUES (1, 1, 'asked')",
};

/* Of the own entity alone, but for who has everything; those named on a plan
 * are on the own one and on its neighbour that is a draft. */
static void person_make(int who)
{
    const struct role_about *role = &role_table[who - 1];
    bool all = role->bit == ROLE_CONTROLLER || role->bit == ROLE_ADMIN;
    bool seated =
        (role->bit & (ROLE_CHAIR | ROLE_MEMBER | ROLE_SECRETARY)) != 0;
    bool by_plan = seated || role->bit == ROLE_AUTHORITY;

    sql_run(str_printf(test_arena,
                       "INSERT INTO account (id, login, name, email, lang,"
                       " made_at) VALUES (%d, '%s', '%s', '%s@example.org',"
                       " 'en', " DAY ")",
                       PERSON + who, role->name, role->name, role->name)
                .p);
    sql_run(str_printf(test_arena,
                       "INSERT INTO assignment (account, role, entity, plan,"
                       " from_on, granted_at, confirmed_at) SELECT %d, '%s',"
                       " IF(%d, NULL, %d), IF(%d, id, NULL), " DAY ", " DAY
                       ", " DAY " FROM plan WHERE id = 1 OR id = 3 AND %d",
                       PERSON + who, role->name, by_plan, all ? 0 : 1, by_plan,
                       by_plan)
                .p);
    if (seated || role->bit == ROLE_DIRECTOR)
        sql_run(str_printf(test_arena,
                           "INSERT INTO evaluation_seat (evaluation, account,"
                           " seat, from_on) VALUES (1, %d, '%s', " DAY ")",
                           PERSON + who, seated ? role->name : "holder")
                    .p);
}

/* The first is the own director's, the second between two others. */
static void delegations_make(void)
{
    int director = PERSON;

    while (!str_is(str_of(person_name(director - PERSON)), "director"))
        director++;
    sql_run(str_printf(test_arena,
                       "INSERT INTO delegation (id, account, delegate, basis,"
                       " from_on, to_on, made_by, made_at) VALUES"
                       " (1, %d, 1, 'own', " DAY ", '2099-12-31', %d, " DAY
                       "), (2, 2, 1, 'own', " DAY ", '2099-12-31', 2, " DAY ")",
                       director, director)
                .p);
}

/* A test that failed left its own behind. */
static void drop(void)
{
    struct str name,
        tables = sql_text("SELECT GROUP_CONCAT(table_name) AS text FROM"
                          " information_schema.tables WHERE table_schema ="
                          " DATABASE() AND table_name NOT IN"
                          " ('schema_version', 'decision_chain', 'setting')");

    sql_run("SET foreign_key_checks = 0");
    while (str_cut(&tables, ',', &name))
        sql_run(str_printf(test_arena, "DELETE FROM `%.*s`", STR_ARG(name)).p);
    sql_run("DELETE FROM decision_chain WHERE plan IS NOT NULL");
    sql_run("UPDATE decision_chain SET length = 0, head = REPEAT('0', 64)");
    sql_run("SET foreign_key_checks = 1");
}

void bodies_make(void)
{
    drop();
    assert_ok(db_begin_write(test_db));
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        sql_run(rows[i]);
    for (int who = VISITOR + 1; who < PEOPLE; who++)
        person_make(who);
    delegations_make();
    assert_ok(entity_tree_rebuild(test_db));
    assert_ok(db_commit(test_db));
}
