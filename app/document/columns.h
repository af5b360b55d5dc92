/* The sheets of a workbook, column by column, in the order they are written:
 * INTERCHANGE.md as a table. C(SHEET, column, what its cells hold). */
#ifndef DOCUMENT_COLUMNS_H
#define DOCUMENT_COLUMNS_H

#define KEY           .kind = CELL_KEY, .required = true, .apart = true
#define REF(sheet)    .kind = CELL_REF, .refers = SHEET_##sheet
#define REFS(sheet)   .kind = CELL_REFS, .refers = SHEET_##sheet
#define TEXT          .kind = CELL_TEXT
#define SHORT(limit)  .kind = CELL_TEXT, .most = (limit)
#define WORD(list)    .kind = CELL_WORD, .words = list
#define NUMBER        .kind = CELL_NUMBER
#define WHOLE(lo, hi) .kind = CELL_WHOLE, .least = (lo), .most = (hi)
#define FIGURE        .kind = CELL_FIGURE
#define DATE          .kind = CELL_DATE
#define PERIOD        .kind = CELL_PERIOD
#define REQUIRED      .required = true
#define APART         .apart = true

#define LOW_OPS    WORD("<=|<|>=|>")
#define LANGUAGE   WORD("fr|nl")
#define CONTINUITY WORD("same|redefined|merged|split|moved")
#define FREQUENCY  WORD("month|quarter|half_year|year")
#define INT_LIMIT  2147483647

#define SHEETS(S)                                                              \
    S(ENTITIES, entities)                                                      \
    S(PLANS, plans)                                                            \
    S(HOLDERS, holders)                                                        \
    S(ITEMS, items)                                                            \
    S(INDICATORS, indicators)                                                  \
    S(DEADLINES, deadlines)                                                    \
    S(AMENDMENTS, amendments)                                                  \
    S(CHANGES, changes)                                                        \
    S(RESULTS, results)                                                        \
    S(TARGETS, targets)                                                        \
    S(CALENDARS, calendars)                                                    \
    S(OCCURRENCES, occurrences)                                                \
    S(MATURITY, maturity)                                                      \
    S(OBSERVATIONS, observations)

#define ENTITIES_COLUMNS(C)                                                    \
    C(ENTITIES, key, KEY)                                                      \
    C(ENTITIES, parent, REF(ENTITIES))                                         \
    C(ENTITIES, category, WORD("region|sprb|oaa1|oaa2|federal|local|unit"))    \
    C(ENTITIES, name_fr, TEXT)                                                 \
    C(ENTITIES, name_nl, TEXT)                                                 \
    C(ENTITIES, acronym, TEXT)                                                 \
    C(ENTITIES, valid_from, DATE)                                              \
    C(ENTITIES, valid_to, DATE)                                                \
    C(ENTITIES, aliases, TEXT)                                                 \
    C(ENTITIES, predecessors, REFS(ENTITIES), APART)                           \
    C(ENTITIES, sort, NUMBER)

#define PLANS_COLUMNS(C)                                                       \
    C(PLANS, key, KEY)                                                         \
    C(PLANS, entity, REF(ENTITIES), REQUIRED, APART)                           \
    C(PLANS, kind, WORD("mandate|orientation|strategic|policy"), REQUIRED,     \
      APART)                                                                   \
    C(PLANS, section_fr, TEXT)                                                 \
    C(PLANS, section_nl, TEXT)                                                 \
    C(PLANS, title_fr, TEXT)                                                   \
    C(PLANS, title_nl, TEXT)                                                   \
    C(PLANS, function_fr, TEXT)                                                \
    C(PLANS, function_nl, TEXT)                                                \
    C(PLANS, grade, TEXT)                                                      \
    C(PLANS, holder, TEXT)                                                     \
    C(PLANS, period_text, TEXT)                                                \
    C(PLANS, starts_on, DATE)                                                  \
    C(PLANS, mid_evaluation_on, DATE)                                          \
    C(PLANS, ends_on, DATE)                                                    \
    C(PLANS, authority_fr, TEXT)                                               \
    C(PLANS, authority_nl, TEXT)                                               \
    C(PLANS, legal_basis_fr, TEXT)                                             \
    C(PLANS, legal_basis_nl, TEXT)                                             \
    C(PLANS, note, TEXT)

#define HOLDERS_COLUMNS(C)                                                     \
    C(HOLDERS, key, KEY)                                                       \
    C(HOLDERS, plan, REF(PLANS), REQUIRED, APART)                              \
    C(HOLDERS, name, TEXT)                                                     \
    C(HOLDERS, language, LANGUAGE)                                             \
    C(HOLDERS, from, DATE)                                                     \
    C(HOLDERS, to, DATE)                                                       \
    C(HOLDERS, acting, WORD("yes|no"))

#define ITEMS_COLUMNS(C)                                                       \
    C(ITEMS, key, KEY)                                                         \
    C(ITEMS, plan, REF(PLANS), REQUIRED, APART)                                \
    C(ITEMS, parent, REF(ITEMS))                                               \
    C(ITEMS, sort, NUMBER)                                                     \
    C(ITEMS, kind,                                                             \
      WORD("strategic|transversal|operational|measurement_point|target|"       \
           "process|project|action|bullet|chapter"))                           \
    C(ITEMS, ref, TEXT)                                                        \
    C(ITEMS, title_fr, TEXT)                                                   \
    C(ITEMS, title_nl, TEXT)                                                   \
    C(ITEMS, front_title_fr, TEXT)                                             \
    C(ITEMS, front_title_nl, TEXT)                                             \
    C(ITEMS, intro_fr, TEXT, APART)                                            \
    C(ITEMS, intro_nl, TEXT, APART)                                            \
    C(ITEMS, owner, TEXT)                                                      \
    C(ITEMS, budget_refs, TEXT)                                                \
    C(ITEMS, red, NUMBER)                                                      \
    C(ITEMS, red_op, LOW_OPS)                                                  \
    C(ITEMS, green, NUMBER)                                                    \
    C(ITEMS, green_op, LOW_OPS)                                                \
    C(ITEMS, status, WORD("planned|running|blocked|deferred|dropped|done"))    \
    C(ITEMS, starts_on, DATE)                                                  \
    C(ITEMS, ends_on, DATE)                                                    \
    C(ITEMS, partners, TEXT)                                                   \
    C(ITEMS, tags, TEXT)                                                       \
    C(ITEMS, budget, NUMBER)                                                   \
    C(ITEMS, fte, NUMBER)                                                      \
    C(ITEMS, continues, REF(ITEMS))                                            \
    C(ITEMS, continuity, CONTINUITY)                                           \
    C(ITEMS, original, LANGUAGE)                                               \
    C(ITEMS, note, TEXT)

#define INDICATORS_COLUMNS(C)                                                  \
    C(INDICATORS, key, KEY)                                                    \
    C(INDICATORS, item, REF(ITEMS), REQUIRED)                                  \
    C(INDICATORS, parent, REF(INDICATORS))                                     \
    C(INDICATORS, sort, NUMBER)                                                \
    C(INDICATORS, ref, TEXT)                                                   \
    C(INDICATORS, description_fr, TEXT)                                        \
    C(INDICATORS, description_nl, TEXT)                                        \
    C(INDICATORS, type,                                                        \
      WORD("percentage|count|amount|level|yes_no|date|ratio|label|narrative")) \
    C(INDICATORS, unit, TEXT)                                                  \
    C(INDICATORS, direction, WORD("up|down|keep"))                             \
    C(INDICATORS, red, FIGURE)                                                 \
    C(INDICATORS, red_op, LOW_OPS)                                             \
    C(INDICATORS, green, FIGURE)                                               \
    C(INDICATORS, green_op, LOW_OPS)                                           \
    C(INDICATORS, baseline, FIGURE)                                            \
    C(INDICATORS, baseline_period, PERIOD)                                     \
    C(INDICATORS, target, FIGURE)                                              \
    C(INDICATORS, target_period, PERIOD)                                       \
    C(INDICATORS, weight, NUMBER)                                              \
    C(INDICATORS, periodicity, FREQUENCY)                                      \
    C(INDICATORS, source_fr, TEXT)                                             \
    C(INDICATORS, source_nl, TEXT)                                             \
    C(INDICATORS, threshold_text_fr, TEXT)                                     \
    C(INDICATORS, threshold_text_nl, TEXT)                                     \
    C(INDICATORS, responsible, TEXT)                                           \
    C(INDICATORS, aggregate, WORD("sum|mean|last|none"))                       \
    C(INDICATORS, decimals, WHOLE(0, 6))                                       \
    C(INDICATORS, continues, REF(INDICATORS))                                  \
    C(INDICATORS, continuity, CONTINUITY)                                      \
    C(INDICATORS, original, LANGUAGE)                                          \
    C(INDICATORS, note, TEXT)

#define DEADLINES_COLUMNS(C)                                                   \
    C(DEADLINES, key, KEY)                                                     \
    C(DEADLINES, item, REF(ITEMS), REQUIRED)                                   \
    C(DEADLINES, sort, NUMBER)                                                 \
    C(DEADLINES, part_fr, TEXT)                                                \
    C(DEADLINES, part_nl, TEXT)                                                \
    C(DEADLINES, text_fr, TEXT)                                                \
    C(DEADLINES, text_nl, TEXT)                                                \
    C(DEADLINES, kind,                                                         \
      WORD("continuous|date|recurring|relative|calendar|occurrence|"           \
           "conditional"))                                                     \
    C(DEADLINES, date, DATE)                                                   \
    C(DEADLINES, precision, WORD("D|M|Y"))                                     \
    C(DEADLINES, per, FREQUENCY)                                               \
    C(DEADLINES, n_min, WHOLE(0, INT_LIMIT))                                   \
    C(DEADLINES, day, WHOLE(1, 31))                                            \
    C(DEADLINES, anchor,                                                       \
      WORD("mandate_start|mid_evaluation|mandate_end|project_closed|"          \
           "next_plan_signed"))                                                \
    C(DEADLINES, offset, WHOLE(-INT_LIMIT, INT_LIMIT))                         \
    C(DEADLINES, offset_unit, SHORT(20))                                       \
    C(DEADLINES, before_after, WORD("before|after"))                           \
    C(DEADLINES, calendar, TEXT)                                               \
    C(DEADLINES, condition_fr, TEXT)                                           \
    C(DEADLINES, condition_nl, TEXT)

#define AMENDMENTS_COLUMNS(C)                                                  \
    C(AMENDMENTS, key, KEY)                                                    \
    C(AMENDMENTS, plan, REF(PLANS), REQUIRED, APART)                           \
    C(AMENDMENTS, act_fr, TEXT)                                                \
    C(AMENDMENTS, act_nl, TEXT)                                                \
    C(AMENDMENTS, act_on, DATE)                                                \
    C(AMENDMENTS, effective_on, DATE)                                          \
    C(AMENDMENTS, tag, TEXT)                                                   \
    C(AMENDMENTS, note, TEXT)

#define CHANGES_COLUMNS(C)                                                     \
    C(CHANGES, key, KEY)                                                       \
    C(CHANGES, amendment, REF(AMENDMENTS), REQUIRED)                           \
    C(CHANGES, item, REF(ITEMS))                                               \
    C(CHANGES, field, WORD("title|intro"))                                     \
    C(CHANGES, kind, WORD("insert|replace|delete|whole|add_item|end_item"))    \
    C(CHANGES, occurrence, WHOLE(1, INT_LIMIT))                                \
    C(CHANGES, before_fr, TEXT)                                                \
    C(CHANGES, after_fr, TEXT)                                                 \
    C(CHANGES, before_nl, TEXT)                                                \
    C(CHANGES, after_nl, TEXT)

#define RESULTS_COLUMNS(C)                                                     \
    C(RESULTS, key, KEY)                                                       \
    C(RESULTS, indicator, REF(INDICATORS))                                     \
    C(RESULTS, item, REF(ITEMS))                                               \
    C(RESULTS, period, PERIOD, REQUIRED)                                       \
    C(RESULTS, value, FIGURE)                                                  \
    C(RESULTS, value_text, TEXT)                                               \
    C(RESULTS, description_fr, TEXT)                                           \
    C(RESULTS, description_nl, TEXT)                                           \
    C(RESULTS, factors_fr, TEXT)                                               \
    C(RESULTS, factors_nl, TEXT)                                               \
    C(RESULTS, actions_fr, TEXT)                                               \
    C(RESULTS, actions_nl, TEXT)                                               \
    C(RESULTS, original, LANGUAGE)                                             \
    C(RESULTS, not_applicable, TEXT)                                           \
    C(RESULTS, reported_by, REF(ENTITIES))                                     \
    C(RESULTS, moved_to, REF(ITEMS))                                           \
    C(RESULTS, cause, WORD("internal|external|unforeseeable"))                 \
    C(RESULTS, status_chosen, WORD("achieved|partial|not_achieved"))           \
    C(RESULTS, status_reason, TEXT)                                            \
    C(RESULTS, state, WORD("draft|submitted|returned|approved|locked"))        \
    C(RESULTS, note, TEXT)

#define TARGETS_COLUMNS(C)                                                     \
    C(TARGETS, key, KEY)                                                       \
    C(TARGETS, indicator, REF(INDICATORS), REQUIRED)                           \
    C(TARGETS, period, PERIOD)                                                 \
    C(TARGETS, value, FIGURE)

#define CALENDARS_COLUMNS(C)                                                   \
    C(CALENDARS, key, KEY)                                                     \
    C(CALENDARS, calendar, SHORT(400))                                         \
    C(CALENDARS, on, DATE)                                                     \
    C(CALENDARS, text_fr, TEXT)                                                \
    C(CALENDARS, text_nl, TEXT)

#define OCCURRENCES_COLUMNS(C)                                                 \
    C(OCCURRENCES, key, KEY)                                                   \
    C(OCCURRENCES, item, REF(ITEMS), REQUIRED)                                 \
    C(OCCURRENCES, on, DATE)                                                   \
    C(OCCURRENCES, text_fr, TEXT)                                              \
    C(OCCURRENCES, text_nl, TEXT)

#define MATURITY_COLUMNS(C)                                                    \
    C(MATURITY, key, KEY)                                                      \
    C(MATURITY, item, REF(ITEMS), REQUIRED)                                    \
    C(MATURITY, scale, TEXT)                                                   \
    C(MATURITY, current_level, NUMBER)                                         \
    C(MATURITY, target_level, NUMBER)                                          \
    C(MATURITY, assessed_on, DATE)                                             \
    C(MATURITY, target_on, DATE)

#define OBSERVATIONS_COLUMNS(C)                                                \
    C(OBSERVATIONS, key, KEY)                                                  \
    C(OBSERVATIONS, series, SHORT(200))                                        \
    C(OBSERVATIONS, name_fr, TEXT)                                             \
    C(OBSERVATIONS, name_nl, TEXT)                                             \
    C(OBSERVATIONS, entity, REF(ENTITIES))                                     \
    C(OBSERVATIONS, plan, REF(PLANS))                                          \
    C(OBSERVATIONS, unit, TEXT)                                                \
    C(OBSERVATIONS, nature, WORD("stock|flow|rate"))                           \
    C(OBSERVATIONS, source, TEXT)                                              \
    C(OBSERVATIONS, period, PERIOD)                                            \
    C(OBSERVATIONS, breakdown, TEXT)                                           \
    C(OBSERVATIONS, value, NUMBER)                                             \
    C(OBSERVATIONS, flag, WORD("provisional|revised|missing|break"))           \
    C(OBSERVATIONS, note, TEXT)

#endif
