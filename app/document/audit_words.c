#include "document/audit_words.h"

/* {0} is who, {1} on what. */
static const struct {
    const char *act;
    const char *said;
} acts[] = {
    {"submit", N_("{0} submitted {1}.")},
    {"return", N_("{0} returned {1}.")},
    {"approve", N_("{0} approved {1}.")},
    {"agree", N_("{0} agreed to {1}.")},
    {"drop", N_("{1} was changed or taken back by {0} and must be submitted "
                "again.")},
    {"record_act", N_("{0} recorded an act on {1}.")},
    {"refuse_act", N_("{0} refused an act recorded on {1}.")},
    {"set_chain", N_("{0} set who approves {1}.")},
    {"declare", N_("{0} declared {1}, as the holder.")},
    {"lock", N_("{0} locked the results of {1}.")},
    {"import", N_("{0} brought in {1} from a workbook.")},
    {"adopt", N_("{0} adopted an answer for {1}.")},
    {"exception", N_("{0} granted an exception: {1}.")},
    {"endorse", N_("{0} approved {1}, below the last level.")},
    {"suggest", N_("{0} suggested a correction of {1}.")},
    {"accept", N_("{0} accepted a correction of {1}.")},
    {"keep", N_("{0} refused a correction of {1}.")},
    {"stand_by", N_("{0} confirmed what the holder declared: {1}.")},
    {"chain", N_("{0} set who approves the results of {1}.")},
    {"delegate", N_("{0} arranged {1}.")},
    {"undelegate", N_("{0} ended {1}.")},
    {"except", N_("{0} granted {1}.")},
    {"unexcept", N_("{0} ended {1}.")},
    {"plan_campaign", N_("{0} planned {1}.")},
    {"open_campaign", N_("{0} opened {1}.")},
    {"close_campaign", N_("{0} closed {1}.")},
    {"reopen_campaign", N_("{0} opened {1} again.")},
    {"lock_campaign", N_("{0} locked {1}.")},
    {"open_evaluation", N_("{0} opened {1}.")},
    {"grant", N_("{0} granted a role to {1}.")},
    {"confirm", N_("{0} confirmed a role of {1}.")},
    {"refuse", N_("{0} refused a role to {1}.")},
    {"end", N_("{0} ended a role of {1}.")},
    {"add", N_("{0} added {1}.")},
    {"disable", N_("{0} closed {1}.")},
    {"enable", N_("{0} opened {1} again.")},
    {"password", N_("{0} set the password of {1}.")},
    {"propose_rule", N_("{0} proposed a rule for {1}.")},
    {"confirm_rule", N_("{0} confirmed a rule for {1}.")},
    {"settle_deadlines", N_("{0} set when deadlines warn: {1}.")},
    {"meet_obligation", N_("{0} wrote that {1} was met.")},
    {"reopen_obligation", N_("{0} opened {1} again.")},
    {"excuse_obligation", N_("{0} wrote that {1} does not apply.")},
    {"waive_obligation", N_("{0} waived {1}.")},
    {"write_occurrence", N_("{0} wrote an occurrence of {1}.")},
    {"end_occurrence", N_("{0} removed an occurrence of {1}.")},
    {"date_calendar", N_("{0} dated {1}.")},
    {"undate_calendar", N_("{0} removed a date of {1}.")},
    {"grant_calendar", N_("{0} named a steward of {1}.")},
    {"revoke_calendar", N_("{0} ended the task of a steward of {1}.")},
    {"seal", N_("{0} sealed {1}.")},
    {"erase", N_("{0} erased the words of {1}.")},
    {"confirm_erase", N_("{0} confirmed that the words of {1} were erased.")},
};

static const struct {
    const char *object;
    const char *said;
} objects[] = {
    {"result", N_("the result {0}")},
    {"plan", N_("the plan {0}")},
    {"campaign", N_("the campaign {0}")},
    {"evaluation", N_("the evaluation {0}")},
    {"account", N_("the account of {0}")},
    {"calendar", N_("the calendar {0}")},
    {"deadline", N_("the deadline {0}")},
    {"obligation", N_("the obligation {0}")},
    {"item", N_("the objective {0}")},
    {"decision", N_("decision {0}")},
    {"seal", N_("the day {0}")},
    {"delegation", N_("delegation {0}")},
    {"exception", N_("exception {0}")},
};

static struct str what_of(struct arena *a, enum lang lang,
                          const struct audit_entry *e)
{
    struct str key = str_given(e->about) ? e->about : e->object_key;

    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        if (str_is(e->object, objects[i].object))
            return TR(a, lang, objects[i].said, key);
    return str_printf(a, "%.*s %.*s", STR_ARG(e->object), STR_ARG(key));
}

static struct str who_of(struct arena *a, enum lang lang,
                         const struct audit_entry *e)
{
    struct str who = e->name;

    if (!e->account)
        return tr(lang, N_("The command line"));
    if (e->erased)
        return tr(lang, N_("Somebody whose name was erased"));
    if (!str_empty(e->function))
        who = str_printf(a, "%.*s (%.*s)", STR_ARG(who), STR_ARG(e->function));
    return e->for_account ? TR(a, lang, N_("{0} for {1}"), who, e->for_name)
                          : who;
}

struct str audit_sentence(struct arena *a, enum lang lang,
                          const struct audit_entry *e)
{
    struct str who = who_of(a, lang, e), what = what_of(a, lang, e);

    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (str_is(e->act, acts[i].act))
            return TR(a, lang, acts[i].said, who, what);
    return str_printf(a, "%.*s: %.*s, %.*s", STR_ARG(who), STR_ARG(e->act),
                      STR_ARG(what));
}

bool audit_act(struct arena *a, enum lang lang, size_t i, struct str *act,
               struct str *said)
{
    if (i >= sizeof acts / sizeof *acts)
        return false;
    *act = str_of(acts[i].act);
    *said = TR(a, lang, acts[i].said, S("…"), S("…"));
    return true;
}
