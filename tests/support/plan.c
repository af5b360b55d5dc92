#include "support/plan.h"

#include "store/entity.h"
#include "store/result.h"

static const char *const rows[] = {
    "INSERT INTO entity (id, code, parent, name_fr, name_nl) VALUES"
    " (1, 'ORG', NULL, 'Organisme', 'Instelling'),"
    " (2, 'UNIT', 1, 'Direction', 'Directie'),"
    " (3, 'OTHER', 1, 'Autre direction', 'Andere directie')",
    "INSERT INTO account (id, login, name, email, lang, made_at) VALUES"
    " (1, 'staff', 'Anne Staf', 'staff@example.org', 'fr', '2024-01-01'),"
    " (2, 'staff2', 'Bert Staf', 'staff2@example.org', 'fr', '2024-01-01'),"
    " (3, 'translator', 'Tine Taal', 't@example.org', 'fr', '2024-01-01'),"
    " (4, 'director', 'Dora Chef', 'd@example.org', 'fr', '2024-01-01'),"
    " (5, 'manager', 'Max Haut', 'm@example.org', 'fr', '2024-01-01'),"
    " (6, 'authority', 'Alma Min', 'a@example.org', 'fr', '2024-01-01'),"
    " (7, 'controller', 'Carl Con', 'c@example.org', 'fr', '2024-01-01'),"
    " (8, 'reader', 'Rosa Lee', 'r@example.org', 'fr', '2024-01-01'),"
    " (9, 'outsider', 'Otto Uit', 'o@example.org', 'fr', '2024-01-01'),"
    " (10, 'admin', 'Ada Min', 'ad@example.org', 'fr', '2024-01-01')",
    "INSERT INTO assignment (account, role, entity, plan, from_on, granted_at,"
    " confirmed_at) VALUES"
    " (1, 'staff', 2, NULL, '2024-01-01', '2024-01-01', '2024-01-01'),"
    " (2, 'staff', 2, NULL, '2024-01-01', '2024-01-01', '2024-01-01'),"
    " (3, 'translator', 2, NULL, '2024-01-01', '2024-01-01', '2024-01-01'),"
    " (4, 'director', 2, NULL, '2024-01-01', '2024-01-01', '2024-01-01'),"
    " (5, 'director', 1, NULL, '2024-01-01', '2024-01-01', '2024-01-01'),"
    " (6, 'authority', NULL, 1, '2024-01-01', '2024-01-01', '2024-01-01'),"
    " (7, 'controller', 0, NULL, '2024-01-01', '2024-01-01', '2024-01-01'),"
    " (8, 'reader', 0, NULL, '2024-01-01', '2024-01-01', '2024-01-01'),"
    " (9, 'staff', 3, NULL, '2024-01-01', '2024-01-01', '2024-01-01'),"
    " (10, 'admin', 0, NULL, '2024-01-01', '2024-01-01', '2024-01-01')",
    "INSERT INTO plan (id, code, entity, kind) VALUES"
    " (1, 'P', 2, 'orientation')",
    "INSERT INTO edition (plan, edition, state, effective_on, recorded_at,"
    " title_fr) VALUES (1, 1, 'approved', '2024-01-01', '2024-01-01',"
    " 'Lettre d''orientation')",
    "INSERT INTO item (id, plan, code, lineage) VALUES (1, 1, 'P.S', 1),"
    " (2, 1, 'P.O1', 2), (3, 1, 'P.O2', 3)",
    "INSERT INTO edition_item (plan, edition, id, parent, position, depth,"
    " kind, ref, title_fr, red, red_op, green, green_op) VALUES"
    " (1, 1, 1, NULL, 1, 0, 'strategic', 'O.S. 1', 'Accueil', NULL, NULL,"
    " NULL, NULL),"
    " (1, 1, 2, 1, 2, 1, 'operational', 'OO 1.1', 'Ouvrir', 70, '<=', 90,"
    " '>='),"
    " (1, 1, 3, 1, 3, 1, 'operational', 'OO 1.2', 'Informer', NULL, NULL,"
    " NULL, NULL)",
    "INSERT INTO measure (id, plan, kind, code, lineage) VALUES"
    " (11, 1, 'indicator', 'P.SHARE', 11),"
    " (12, 1, 'indicator', 'P.VISITS', 12),"
    " (13, 1, 'indicator', 'P.STORY', 13),"
    " (14, 1, 'indicator', 'P.DONE', 14),"
    " (15, 1, 'indicator', 'P.LATE', 15)",
    "INSERT INTO edition_indicator (plan, edition, id, item, position,"
    " description_fr, description_nl, type, unit, direction, red, green,"
    " target, weight) VALUES"
    " (1, 1, 11, 2, 1, 'Part des demandes traitées',"
    " 'Aandeel behandelde aanvragen', 'percentage', '%', 'up', 70, 90, NULL,"
    " 60),"
    " (1, 1, 12, 2, 2, 'Visites', NULL, 'count', 'visites', 'up', 20, 40, 40,"
    " 40),"
    " (1, 1, 13, 3, 3, 'Récit', NULL, 'narrative', NULL, NULL, NULL, NULL,"
    " NULL, NULL),"
    " (1, 1, 14, 3, 4, 'Guichet ouvert', NULL, 'yes_no', NULL, 'up', 0, 1,"
    " NULL, NULL),"
    " (1, 1, 15, 3, 5, 'Ouverture du guichet', NULL, 'date', NULL, 'down',"
    " 20300, 20200, NULL, NULL)",
    "INSERT INTO campaign (period, state, opens_on, due_on, locks_on,"
    " released_at) VALUES"
    " ('2024', 'locked', '2024-12-01', '2025-01-31', '2025-03-31',"
    " '2025-06-01'),"
    " ('2025', 'open', '2025-12-01', '2026-01-31', '2026-03-31', NULL)",
};

void plan_fixture(void)
{
    assert_ok(db_begin_write(test_db));
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        sql_run(rows[i]);
    assert_ok(entity_tree_rebuild(test_db));
    assert_ok(measures_imply(test_db, PLAN, 1));
    assert_ok(db_commit(test_db));
    ck_assert_int_eq(sql_int("SELECT id AS n FROM measure WHERE item = 2"),
                     OWN);
}
