#include "domain/workflow.h"

struct transition {
    enum state from;
    enum act act;
    unsigned parts;
    enum state to;
};

static const struct transition transitions[] = {
    {STATE_NONE, ACT_SAVE, PART_ENTERS, STATE_DRAFT},
    {STATE_DRAFT, ACT_SAVE, PART_ENTERS, STATE_DRAFT},
    {STATE_RETURNED, ACT_SAVE, PART_ENTERS, STATE_RETURNED},
    {STATE_DRAFT, ACT_SUBMIT, PART_ENTERS, STATE_SUBMITTED},
    {STATE_RETURNED, ACT_SUBMIT, PART_ENTERS, STATE_SUBMITTED},
    {STATE_SUBMITTED, ACT_REOPEN, PART_ENTERS, STATE_DRAFT},
    {STATE_APPROVED, ACT_REOPEN, PART_ENTERS, STATE_DRAFT},
    {STATE_SUBMITTED, ACT_RETURN, PART_APPROVES, STATE_RETURNED},
    {STATE_SUBMITTED, ACT_APPROVE, PART_APPROVES, STATE_APPROVED},
    {STATE_SUBMITTED, ACT_DECLARE, PART_APPROVES, STATE_APPROVED},
    {STATE_SUBMITTED, ACT_SUGGEST, PART_APPROVES, STATE_RETURNED},
    {STATE_SUBMITTED, ACT_ENDORSE, PART_APPROVES, STATE_SUBMITTED},
    {STATE_SUBMITTED, ACT_EXCEPT, PART_APPROVES, STATE_APPROVED},
    {STATE_APPROVED, ACT_CONFIRM, PART_APPROVES, STATE_APPROVED},
    {STATE_LOCKED, ACT_CONFIRM, PART_APPROVES, STATE_LOCKED},
    {STATE_APPROVED, ACT_LOCK, PART_CONTROLS, STATE_LOCKED},
    {STATE_LOCKED, ACT_UNLOCK, PART_CONTROLS, STATE_APPROVED},
};

bool workflow_allows(enum state from, enum act act, unsigned parts,
                     enum state *to)
{
    for (size_t i = 0; i < sizeof(transitions) / sizeof(*transitions); i++) {
        const struct transition *t = &transitions[i];

        if (t->from == from && t->act == act && (t->parts & parts) != 0) {
            *to = t->to;
            return true;
        }
    }
    return false;
}

static const char *const states[] = {"",         "draft",    "submitted",
                                     "returned", "approved", "locked"};

enum state state_parse(struct str word)
{
    for (size_t i = 1; i < sizeof(states) / sizeof(*states); i++) {
        if (str_is(word, states[i]))
            return (enum state)i;
    }
    return STATE_NONE;
}

struct str state_word(enum state s)
{
    return s == STATE_NONE ? STR_NONE : str_of(states[s]);
}

enum status workflow_status(const struct entry *e)
{
    return e->status_chosen != STATUS_NONE ? e->status_chosen : e->status;
}

bool workflow_below_green(const struct entry *e)
{
    enum status s = workflow_status(e);

    return s == STATUS_PARTIAL || s == STATUS_NOT_ACHIEVED;
}

static bool blank(struct str s)
{
    return str_empty(str_trim(s));
}

/* An item's own result may be told in words alone. */
static bool has_value(const struct entry *e)
{
    if (type_textual(e->type))
        return !blank(e->value_text) || !blank(e->description);
    if (e->type == TYPE_NONE)
        return e->value.set || !blank(e->description);
    return e->value.set;
}

unsigned workflow_lacks(const struct entry *e)
{
    unsigned lacks = 0;

    if (e->not_applicable)
        return blank(e->not_applicable_reason) ? LACKS_NOT_APPLICABLE_REASON
                                               : 0;
    if (e->elsewhere)
        return 0;
    if (!has_value(e))
        lacks |= LACKS_VALUE;
    if (workflow_below_green(e) && blank(e->factors))
        lacks |= LACKS_FACTORS;
    if (e->status_chosen != STATUS_NONE && e->status_chosen != e->status &&
        blank(e->status_reason))
        lacks |= LACKS_STATUS_REASON;
    return lacks;
}

/* Letters and digits, lower case: "P.A." and "pa." are both "pa". */
static size_t bare(struct str text, char *out, size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        bool counts = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      (unsigned char)c >= 0x80;

        if (!counts)
            continue;
        if (n == room)
            return room + 1;
        out[n++] = c;
    }
    return n;
}

bool workflow_filler(struct str text)
{
    static const char *const fillers[] = {"pa",
                                          "nvt",
                                          "na",
                                          "so",
                                          "fr",
                                          "nl",
                                          "idem",
                                          "x",
                                          "xx",
                                          "xxx",
                                          "nihil",
                                          "rien",
                                          "aucun",
                                          "aucune",
                                          "geen",
                                          "ras",
                                          "néant",
                                          "sansobjet",
                                          "nietvantoepassing",
                                          "pasdapplication",
                                          "…",
                                          "–",
                                          "—"};
    char word[24];
    struct str trimmed = str_trim(text);

    if (str_empty(trimmed))
        return false;
    size_t n = bare(trimmed, word, sizeof(word));

    if (n == 0)
        return true; /* only points, dashes, strokes */
    if (n > sizeof(word))
        return false;
    for (size_t i = 0; i < sizeof(fillers) / sizeof(*fillers); i++) {
        if (str_is((struct str){word, n}, fillers[i]))
            return true;
    }
    return false;
}

bool workflow_repeats(struct str text, struct str last_year)
{
    struct str now = str_trim(text);

    return !str_empty(now) && str_eq(now, str_trim(last_year));
}
