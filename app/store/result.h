/* Results of one plan and one period: opened with a few range scans, changed
 * line by line in memory and in the database, closed by writing decisions, the
 * summary rows and the version. Pages, the importer and the demonstration use
 * the same functions:
 *
 *     TRY(results_open(db, arena, plan, period, &rs));
 *     struct result_line *line = results_line(&rs, measure);
 *     struct result_content content = line->content;
 *     content.value = ...;
 *     TRY(result_save(&rs, line, &content, line->version, &actor));
 *     TRY(result_submit(&rs, line, &actor));
 *     TRY(results_close(&rs, &actor));
 *
 * Scope is the caller's: a page asks result_access first (same transaction).
 * Everything lives in the arena given to results_open. */
#ifndef STORE_RESULT_H
#define STORE_RESULT_H

#include "core/hash.h"
#include "db/db.h"
#include "domain/judge.h"
#include "domain/rollup.h"
#include "domain/workflow.h"
#include "store/decision.h"

enum text_lang { TEXT_FR, TEXT_NL, TEXT_LANGS };

/* Texts of one language. */
struct result_texts {
    struct str description;
    struct str factors;
    struct str actions;
};

/* What a person enters. Approval binds all of it but the texts of the other
 * language, note and translation_checked. */
struct result_content {
    struct dec value;      /* yes_no: 1 or 0; date: days since 1970-01-01 */
    struct str value_text; /* of label and narrative */
    struct result_texts texts[TEXT_LANGS];
    struct str original; /* "fr" "nl"; none: the language typed first */
    bool not_applicable;
    struct str not_applicable_reason;
    int64_t reported_by; /* entity.id; 0: none */
    int64_t moved_to;    /* item.id; 0: none */
    struct str cause;    /* internal external unforeseeable */
    enum status status_chosen;
    struct str status_reason;
    struct str note;
    bool translation_checked; /* the other language says the same, now */
};

enum translation {
    TRANSLATION_NOTHING, /* no original text */
    TRANSLATION_CONFORM,
    TRANSLATION_DRAFT,
    TRANSLATION_MISSING,
    TRANSLATION_OUTDATED,
};

/* The same measure, or the one it continues, one period earlier. */
struct result_past {
    struct dec value;
    enum status status;
    struct result_texts texts[TEXT_LANGS];
};

/* One measure: its definition in the edition that judges, its result. Without
 * a result the state is STATE_NONE and the version 0. */
struct result_line {
    int64_t measure;
    bool item_level; /* an item's own result: first table of the report */
    size_t item;     /* index into results.items */
    int64_t parent;  /* measure of which this is a sub-indicator; 0: none */
    struct str ref;
    struct str name_fr;
    struct str name_nl;
    struct str unit;
    enum measure_type type;
    struct thresholds thresholds;
    struct str threshold_text_fr;
    struct str threshold_text_nl;
    struct dec baseline;
    struct dec target; /* of the period, else the indicator's */
    struct dec weight;
    struct str measure_code; /* of an item-level measure: the item's */
    /* the result */
    struct str code;
    enum state state;
    int64_t version;
    int64_t revision;
    enum status status; /* computed */
    bool declared;
    bool one_person;
    int64_t approvals;    /* below the last, of what is submitted now */
    int64_t suggestion;   /* revision that proposes a correction; 0: none */
    int64_t suggested_by; /* whose correction this is, accepted as it stands */
    int64_t confirmed_by; /* of a declaration */
    struct instant confirmed_at;
    struct result_content content;
    struct str checked[3]; /* of description, factors, actions; 32 bytes */
    struct str return_reason;
    int64_t edited_by;
    struct instant edited_at;
    int64_t submitted_by;
    struct instant submitted_at;
    int64_t decided_by;
    struct instant decided_at;
    struct str approved_hash; /* 32 bytes, of what was approved last */
    int64_t approved_revision;
    struct result_past last;
};

struct result_item {
    int64_t id;
    int64_t parent; /* item.id */
    size_t up;      /* index of the parent, or ROLLUP_ROOT */
    size_t top;     /* index of the strategic or transversal objective it is
                       under, itself included; else of its root */
    int64_t depth;
    struct str kind;
    struct str ref;
    struct str title_fr;
    struct str title_nl;
};

/* From an id to where it stands. */
struct index_entry {
    int64_t id;
    size_t at;
};
struct index {
    struct index_entry *entries;
    size_t count;
};

struct results {
    struct db *db;
    struct arena *arena;
    bool texts; /* were read too */
    int64_t plan;
    int64_t entity;
    struct str plan_code;
    struct str plan_kind;
    struct period period;
    int64_t edition;           /* that judges */
    struct result_item *items; /* in the order of the tree */
    size_t item_count;
    struct result_line *lines; /* in the order of the tree, each item's own
                                  result before its indicators */
    size_t count;
    /* private to store/result */
    struct index item_index;
    struct index line_index;
    bool changed;
    bool unlocked; /* the campaign was asked, and is not locked */
    struct pending_decision *pending;
    struct pending_decision **pending_end;
    size_t pending_count;
};

struct result_actor {
    int64_t account;     /* 0: the command line */
    int64_t for_account; /* acting for; 0: for oneself */
    struct instant now;
    enum text_lang lang; /* original language when both are typed at once */
};

/* -- reading --------------------------------------------------------------- */

/* ERR_NOT_FOUND: no such plan, or a plan without an edition. With texts, also
 * the period before; without, content has figures only, last is empty and
 * saving is refused (ERR_INTERNAL). */
NODISCARD enum err results_open(struct db *db, struct arena *a, int64_t plan,
                                struct period period, bool texts,
                                struct results *out);
/* NULL: no such measure in the edition that judges. */
struct result_line *results_line(const struct results *rs, int64_t measure);

/* What the line lacks before it can be submitted (enum lack bits). */
unsigned result_lacks(const struct result_line *line);
enum text_lang result_original(const struct result_line *line);
enum translation result_translation(struct arena *a,
                                    const struct result_line *line);
/* The canonical bytes ("result/1") that approval binds, and their hash. */
#define RESULT_CANONICAL ((size_t)64 << 20) /* bytes of memory that suffice */
struct str result_canonical(const struct results *rs, struct arena *a,
                            const struct result_line *line);
struct hash result_hash(const struct results *rs,
                        const struct result_line *line);

/* Achievement along the tree. typed: results of items themselves count, and
 * win; else indicators only. drafts: also results not submitted yet; without,
 * they are missing. Nodes are the items (same indexes as rs->items),
 * then the indicators by ascending line; indicator_line maps node - item_count
 * to the line. */
struct results_rollup {
    struct rollup rollup;
    struct rollup_node *nodes;
    size_t count;
    size_t *indicator_line;
};
struct results_rollup results_rollup(const struct results *rs, bool typed,
                                     bool drafts);

/* -- changing: in a writing transaction ------------------------------------ */

/* Each updates line too. version_seen: the version the person saw (0: none
 * yet); ERR_CONFLICT when the line has another: line holds theirs. Figures and
 * texts as given; nothing is written when nothing changed. ERR_FORBIDDEN: the
 * state does not allow it (submitted, approved, locked). */
NODISCARD enum err result_save(struct results *rs, struct result_line *line,
                               const struct result_content *content,
                               int64_t version_seen,
                               const struct result_actor *actor);
/* As result_save, of what somebody without an account answered: the actor is
 * its author, the history and a decision "adopt" keep whose answer it was.
 * ERR_INPUT: it says nothing. */
NODISCARD enum err result_adopt(struct results *rs, struct result_line *line,
                                const struct result_content *content,
                                int64_t version_seen, struct str whose,
                                const struct result_actor *actor);
/* Texts of the language that is not the original's; any state but locked. */
NODISCARD enum err result_translate(struct results *rs,
                                    struct result_line *line,
                                    const struct result_texts *texts,
                                    bool checked, int64_t version_seen,
                                    const struct result_actor *actor);
/* ERR_INPUT: result_lacks says what; ERR_FORBIDDEN: state. */
NODISCARD enum err result_submit(struct results *rs, struct result_line *line,
                                 const struct result_actor *actor);
/* Submitted or approved, back to draft. ERR_INPUT: what was approved is taken
 * back with a reason only; it stays known by approved_hash and
 * approved_revision. */
NODISCARD enum err result_reopen(struct results *rs, struct result_line *line,
                                 struct str reason,
                                 const struct result_actor *actor);
/* shown: hash of what the approver saw; ERR_CONFLICT: it changed since.
 * ERR_FORBIDDEN: not submitted, or the actor, or for whom they act, entered or
 * submitted it. Who may approve is asked of store/approval.h first, which gives
 * the turn; NULL: one level, the last. Below the last level it stays submitted
 * and the approval is counted. */
NODISCARD enum err result_approve(struct results *rs, struct result_line *line,
                                  struct hash shown, const struct turn *turn,
                                  const struct result_actor *actor);
NODISCARD enum err result_return(struct results *rs, struct result_line *line,
                                 struct hash shown, struct str reason,
                                 const struct result_actor *actor);

/* A suggested correction (store/suggestion.c): the approver's proposal goes
 * back with the result, beside the figures, and is in the history. Figures and
 * original texts of content count. ERR_INPUT: it changes nothing. The reason
 * may be none. */
NODISCARD enum err result_suggest(struct results *rs, struct result_line *line,
                                  struct hash shown,
                                  const struct result_content *content,
                                  struct str reason,
                                  const struct result_actor *actor);
struct result_suggestion {
    int64_t by;
    int64_t for_account;
    struct str by_name;
    struct str for_name;
    struct instant at;
    struct str reason;
    struct result_content content; /* the line's, corrected */
};
/* ERR_NOT_FOUND: none is open. */
NODISCARD enum err result_suggestion(const struct results *rs,
                                     const struct result_line *line,
                                     struct result_suggestion *out);
/* The author's answer. Accepted, it is the author's entry and is submitted: who
 * suggested it entered nothing, and may approve it; suggested_by marks it.
 * ERR_INPUT: result_lacks says what it would lack, and nothing was written;
 * ERR_FORBIDDEN: the actor suggested it. Refused, what was submitted before is
 * submitted again; the word must be given (ERR_INPUT). ERR_NOT_FOUND: none is
 * open. */
NODISCARD enum err result_accept(struct results *rs, struct result_line *line,
                                 const struct result_actor *actor);
NODISCARD enum err result_refuse(struct results *rs, struct result_line *line,
                                 struct str word,
                                 const struct result_actor *actor);
/* Another person stands by what the holder declared, in a locked campaign too:
 * no campaign waits for that. ERR_FORBIDDEN: it was not
 * declared, or is confirmed, or the actor entered or declared it. */
NODISCARD enum err result_confirm(struct results *rs, struct result_line *line,
                                  struct hash shown,
                                  const struct result_actor *actor);

/* Imports one result as it stands in a workbook, code given or made here.
 * Idempotent. approved and locked need confirmed_by, another account than
 * actor's: approved history; without, the result enters as submitted. A change
 * of what is submitted, approved or locked is ERR_CONFLICT. Lacks do not
 * stop an import of any state. */
NODISCARD enum err result_import(struct results *rs, struct result_line *line,
                                 struct str code,
                                 const struct result_content *content,
                                 enum state state, int64_t confirmed_by,
                                 const struct result_actor *actor);

/* Writes what the changes owe: decisions, summary rows, version. Without a
 * change: nothing. Call it once, last. */
NODISCARD enum err results_close(struct results *rs,
                                 const struct result_actor *actor);
/* Statuses and means in the summary rest on what was submitted: drafts are
 * seen in their entity only.
 * Summary rows of a plan and period, changed or not: when a campaign opens, an
 * edition is approved, a plan was imported. */
NODISCARD enum err results_refresh(struct db *db, struct arena *a, int64_t plan,
                                   struct period period, struct instant now);

/* The campaign of a period for an entity: whether results may be entered, and
 * until when. ERR_NOT_FOUND: none was opened. */
struct result_campaign {
    int64_t id;
    struct str state; /* planned open closed locked */
    struct date opens_on;
    struct date due_on; /* of this entity: its extension, if any */
    struct date locks_on;
    bool released; /* at the time asked */
};
NODISCARD enum err result_campaign(struct db *db, struct period period,
                                   int64_t entity, struct instant now,
                                   struct result_campaign *out);

/* -- measures -------------------------------------------------------------- */

/* Adds the implicit measures an edition lacks: items with thresholds. Call it
 * after writing an edition's items. */
NODISCARD enum err measures_imply(struct db *db, int64_t plan, int64_t edition);
/* The implicit measure of an item with a typed result, made when absent. */
NODISCARD enum err measure_of_item(struct db *db, int64_t plan, int64_t item,
                                   int64_t *measure);

/* -- who may do what with a plan's results --------------------------------- */

struct result_access {
    int64_t plan;
    bool enters;     /* staff within scope */
    bool translates; /* translator within scope */
    bool directs;    /* director at the plan's very entity: sees drafts */
    bool decides;    /* director above, or authority: sees from submission */
    bool controls;   /* controller, auditor: counts, then from submission */
};
/* ERR_NOT_FOUND: the account cannot reach the plan at all. A reader reaches
 * it, and sees only what is approved in a released campaign. */
NODISCARD enum err result_access(struct db *db, int64_t account,
                                 struct date today, int64_t plan,
                                 struct result_access *out);
/* Whether the content of a line may be shown, not only that it exists. */
bool result_visible(const struct result_access *access,
                    const struct result_line *line, bool released);

/* For PAGE's lists: what opening and asking for access may run, and what
 * changing and closing may. */
extern struct stmt result_sql_plan, result_sql_editions, result_sql_items,
    result_sql_indicators, result_sql_targets, result_sql_measures,
    result_sql_figures, result_sql_texts, result_sql_past,
    result_sql_past_texts, result_sql_access, result_sql_campaign,
    result_sql_suggestion;
#define RESULT_READ_SQL                                                        \
    &result_sql_plan, &result_sql_editions, &result_sql_items,                 \
        &result_sql_indicators, &result_sql_targets, &result_sql_measures,     \
        &result_sql_figures, &result_sql_texts, &result_sql_past,              \
        &result_sql_past_texts, &result_sql_access, &result_sql_campaign,      \
        &result_sql_suggestion

extern struct stmt result_sql_insert, result_sql_update, result_sql_text_put,
    result_sql_text_drop, result_sql_append, result_sql_summary,
    result_sql_version;
#define RESULT_WRITE_SQL                                                       \
    &result_sql_insert, &result_sql_update, &result_sql_text_put,              \
        &result_sql_text_drop, &result_sql_append, &result_sql_summary,        \
        &result_sql_version, DECISION_SQL

#endif
