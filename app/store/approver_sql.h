/* Who could approve the results of plans, as one SELECT that store/approval
 * asks of one plan and store/whereabouts of all with something submitted. */
#ifndef STORE_APPROVER_SQL_H
#define STORE_APPROVER_SQL_H

#define APPROVER_HELD(a)                                                       \
    " AND ? BETWEEN " a ".from_on AND " a ".to_on AND " a                      \
    ".confirmed_at IS NOT NULL"

/* A role on everything (ancestor 0) is the farthest. */
#define APPROVER_DEPTH "IF(t.ancestor = 0, 1000, t.depth)"

/* Roles held in one's own right, on the plan's entity or above. */
#define APPROVER_OF_ENTITY(which)                                              \
    "SELECT p.id AS plan, a.account, NULL AS behind, a.role, " APPROVER_DEPTH  \
    " AS depth FROM plan p JOIN entity_tree t ON t.entity = p.entity"          \
    " JOIN assignment a ON a.entity = t.ancestor WHERE p.id " which            \
    " AND a.role IN ('director','authority')"                                  \
    " AND a.delegation IS NULL" APPROVER_HELD("a")
#define APPROVER_OF_PLAN(which)                                                \
    "SELECT a.plan, a.account, NULL, a.role, 0 FROM assignment a"              \
    " WHERE a.plan " which " AND a.role IN ('director','authority')"           \
    " AND a.delegation IS NULL" APPROVER_HELD("a")

/* Copies reach what their scope says, as far away as what they copy. */
#define APPROVER_ACTING(which)                                                 \
    "SELECT p.id, a.account, s.account, s.role, "                              \
    "COALESCE((SELECT " APPROVER_DEPTH                                         \
    " FROM entity_tree t WHERE t.ancestor = s.entity"                          \
    " AND t.entity = p.entity), 0) FROM plan p"                                \
    " JOIN assignment a ON a.delegation IS NOT NULL AND (a.plan = p.id OR"     \
    " a.entity IN"                                                             \
    " (SELECT u.ancestor FROM entity_tree u WHERE u.entity = p.entity))"       \
    " JOIN assignment s ON s.id = a.source WHERE p.id " which APPROVER_HELD(   \
        "a") APPROVER_HELD("s")

/* An exception serves whom it names while they work in the unit. */
#define APPROVER_EXCEPTED(which)                                               \
    "SELECT p.id, x.account, NULL, 'excepted', 0 FROM plan p"                  \
    " JOIN approval_exception x ON x.entity = p.entity WHERE p.id " which      \
    " AND ? BETWEEN x.from_on AND x.to_on AND EXISTS (SELECT 1"                \
    " FROM assignment a JOIN entity_tree t ON t.ancestor = a.entity"           \
    " WHERE t.entity = p.entity AND a.account = x.account"                     \
    " AND a.role IN ('staff','director')" APPROVER_HELD("a") ")"

/* which: "= ?" or "IN (...)" with one parameter. Rows by plan and distance, in
 * one's own right first. Parameters: APPROVER_VALUES. */
#define APPROVERS(which)                                                       \
    "SELECT c.plan, c.account, k.name, c.behind, b.name AS behind_name,"       \
    " c.role = 'authority' AS authority, c.role = 'excepted' AS excepted,"     \
    " EXISTS (SELECT 1 FROM holder h WHERE h.plan = c.plan"                    \
    " AND h.account IN (c.account, c.behind)"                                  \
    " AND ? BETWEEN COALESCE(h.from_on, '1000-01-01')"                         \
    " AND COALESCE(h.to_on, '9999-12-31')) AS holder,"                         \
    " MIN(c.depth) AS depth FROM (" APPROVER_OF_ENTITY(                        \
        which) " UNION "                                                       \
               "ALL"                                                           \
               " " APPROVER_OF_PLAN(which) " UNION ALL " APPROVER_ACTING(      \
                   which) " UNION ALL " APPROVER_EXCEPTED(which) ") c"         \
                                                                 " JO"         \
                                                                 "IN "         \
                                                                 "acc"         \
                                                                 "oun"         \
                                                                 "t "          \
                                                                 "k "          \
                                                                 "ON "         \
                                                                 "k."          \
                                                                 "id "         \
                                                                 "= "          \
                                                                 "c."          \
                                                                 "acc"         \
                                                                 "oun"         \
                                                                 "t "          \
                                                                 "AND"         \
                                                                 " k."         \
                                                                 "dis"         \
                                                                 "abl"         \
                                                                 "ed_"         \
                                                                 "at "         \
                                                                 "IS "         \
                                                                 "NUL"         \
                                                                 "L"           \
                                                                 " LE"         \
                                                                 "FT "         \
                                                                 "JOI"         \
                                                                 "N "          \
                                                                 "acc"         \
                                                                 "oun"         \
                                                                 "t "          \
                                                                 "b "          \
                                                                 "ON "         \
                                                                 "b."          \
                                                                 "id "         \
                                                                 "= "          \
                                                                 "c."          \
                                                                 "beh"         \
                                                                 "ind"         \
                                                                 " GR"         \
                                                                 "OUP"         \
                                                                 " BY"         \
                                                                 " c."         \
                                                                 "pla"         \
                                                                 "n, "         \
                                                                 "c."          \
                                                                 "acc"         \
                                                                 "oun"         \
                                                                 "t, "         \
                                                                 "k."          \
                                                                 "nam"         \
                                                                 "e, "         \
                                                                 "c."          \
                                                                 "beh"         \
                                                                 "ind"         \
                                                                 ", "          \
                                                                 "b."          \
                                                                 "nam"         \
                                                                 "e, "         \
                                                                 "c."          \
                                                                 "rol"         \
                                                                 "e"           \
                                                                 " OR"         \
                                                                 "DER"         \
                                                                 " BY"         \
                                                                 " c."         \
                                                                 "pla"         \
                                                                 "n, "         \
                                                                 "exc"         \
                                                                 "ept"         \
                                                                 "ed,"         \
                                                                 " au"         \
                                                                 "tho"         \
                                                                 "rit"         \
                                                                 "y, "         \
                                                                 "dep"         \
                                                                 "th,"         \
                                                                 " c."         \
                                                                 "beh"         \
                                                                 "ind"         \
                                                                 " IS"         \
                                                                 " NO"         \
                                                                 "T "          \
                                                                 "NUL"         \
                                                                 "L,"          \
                                                                 " k."         \
                                                                 "nam"         \
                                                                 "e"
#define APPROVER_VALUES(which, day)                                            \
    V(day), V(which), V(day), V(which), V(day), V(which), V(day), V(day),      \
        V(which), V(day), V(day)
enum { APPROVER_PARAMS = 11 };

#endif
