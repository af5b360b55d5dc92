/* Who may reach what, as SQL: every statement on a tenant's rows carries one
 * of these in its WHERE. Each says how many parameters it takes and in which
 * order. Not reached = no row = 404. Not for evaluations, which have seats. */
#ifndef STORE_SCOPE_H
#define STORE_SCOPE_H

/* Assignment a holds for account ? on civil date ?. */
#define HOLDS_NOW(a)                                                           \
    a ".account = ? AND ? BETWEEN " a ".from_on AND " a ".to_on"               \
      " AND " a ".confirmed_at IS NOT NULL"

/* Entity e is reached by one of these roles: account, today. */
#define REACHES_ENTITY(roles, e)                                               \
    "EXISTS (SELECT 1 FROM assignment sa JOIN entity_tree st"                  \
    " ON st.ancestor = sa.entity WHERE st.entity = " e                         \
    " AND sa.role IN (" roles ") AND " HOLDS_NOW("sa") ")"

/* Plan p is reached by one of these roles, through its entity or by name:
 * account, today, account, today. */
#define REACHES_PLAN(roles, p)                                                 \
    "(" REACHES_ENTITY(roles, p ".entity") " OR EXISTS (SELECT 1 FROM "        \
                                           "assignment sp WHERE sp.plan = " p  \
                                           ".id"                               \
                                           " AND sp.role IN (" roles           \
                                           ") AND " HOLDS_NOW("sp") "))"

/* Roles that may read plans and their figures (DOMAIN section 1). A reader's
 * results are further limited to what is approved and released. */
#define READING_ROLES                                                          \
    "'staff','translator','director','authority','controller','auditor',"      \
    "'reader','admin'"
#define MAY_READ_PLAN(p)   REACHES_PLAN(READING_ROLES, p)
#define MAY_READ_ENTITY(e) REACHES_ENTITY(READING_ROLES, e)
#define MAY_ENTER(p)       REACHES_PLAN("'staff'", p)
#define MAY_TRANSLATE(p)   REACHES_PLAN("'translator'", p)
#define MAY_DIRECT(p)      REACHES_PLAN("'director'", p)

/* Results, who approved them and their evidence: never an administrator's. */
#define RESULT_ROLES        WORKING_ROLES ",'reader'"
#define MAY_READ_RESULTS(p) REACHES_PLAN(RESULT_ROLES, p)

/* Roles of those who work on plans: neither readers nor administrators. */
#define WORKING_ROLES                                                          \
    "'staff','translator','director','authority','controller','auditor'"
#define MAY_WORK_ON_PLAN(p) REACHES_PLAN(WORKING_ROLES, p)

/* What readers see of result r: approved, and its campaign, if there was one,
 * released. Parameter: now. */
#define RESULT_IS_PUBLIC(r)                                                    \
    "(" r ".state IN ('approved','locked') AND NOT EXISTS (SELECT 1 FROM"      \
    " campaign sc WHERE sc.period = " r ".period AND (sc.released_at IS NULL"  \
    " OR sc.released_at > ?)))"

/* The account has a seat in evaluation v that lets it read: account, today. */
#define HAS_SEAT(v)                                                            \
    "EXISTS (SELECT 1 FROM evaluation_seat ss WHERE ss.evaluation = " v ".id"  \
    " AND ss.account = ? AND ? BETWEEN ss.from_on AND ss.to_on"                \
    " AND ss.recused_at IS NULL)"

/* Decision d of chain c (and plan p, if it has one) is read by one of these
 * roles: a plan's by who reaches the plan, those on accounts and settings by
 * who reaches everything. What was decided in an evaluation, or on such a
 * decision, is read by its seats alone. Account and today, five times. */
#define MAY_AUDIT_PARAMS 10
#define MAY_AUDIT(roles, d, c, p)                                              \
    "(IF(" c ".plan IS NULL, EXISTS (SELECT 1 FROM assignment sw"              \
    " WHERE sw.entity = 0 AND sw.role IN (" roles ")"                          \
    " AND " HOLDS_NOW("sw") "), " REACHES_PLAN(                                \
        roles, p) ")"                                                          \
                  " AND " NOT_CLOSED(                                          \
                      d) " AND (" d ".object <> 'decision' OR EXISTS"          \
                         " (SELECT 1 FROM decision se WHERE se.chain = " d     \
                         ".chain"                                              \
                         " AND se.n = CAST(" d ".object_key AS SIGNED)"        \
                         " AND " NOT_CLOSED("se") ")))"
#define NOT_CLOSED(e)                                                          \
    "(" e ".object NOT LIKE 'evaluation%' OR EXISTS (SELECT 1 FROM"            \
    " evaluation sv WHERE sv.id = CAST(" e ".object_key AS SIGNED)"            \
    " AND " HAS_SEAT("sv") "))"

/* The decisions of the administrator's own trade: account, today. */
#define ADMINISTERS(d, c)                                                      \
    "(" c ".plan IS NULL AND " d ".object IN ('account','entity','setting')"   \
    " AND EXISTS (SELECT 1 FROM assignment sy WHERE sy.entity = 0"             \
    " AND sy.role = 'admin' AND " HOLDS_NOW("sy") "))"

#endif
