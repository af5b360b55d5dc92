/* The expressions of DEADLINES.md, and how other plans print theirs: read. */
#include "core/buf.h"
#include "domain/deadline_read.h"
#include "parts.h"

static struct arena *arena;

static void arena_open(void)
{
    arena = arena_new(16 << 20, NULL);
}

static void arena_close(void)
{
    arena_free(arena);
}

/* -- reading --------------------------------------------------------------- */

static const struct printed {
    const char *text;
    const char *rules;
} printed[] = {
    {"en continu", "continuous"},
    {"Continu.", "continuous"},
    {"Continuellement", "continuous"},
    {"annuellement", "recurring 1 year"},
    {"tous les ans.", "recurring 1 year"},
    {"2025", "date 2025-12-31 Y"},
    {"2026", "date 2026-12-31 Y"},
    {"nouvelle proposition pour le contrat de gestion :\n"
     "de niveau 1 : novembre 2025\nde niveau 2 : octobre 2027",
     "date 2025-11-30 M (de niveau 1) + date 2027-10-31 M (de niveau 2)"},
    {"de niveau 1 : novembre 2025 / de niveau 2 : octobre 2027",
     "date 2025-11-30 M (de niveau 1) + date 2027-10-31 M (de niveau 2)"},
    {"A présenter avant l'évaluation de mi-mandat.",
     "relative mid_evaluation before"},
    {"fin mandat", "relative mandate_end"},
    {"modalités prévues aux contrats",
     "calendar [modalités prévues aux contrats]"},
    {"Selon les circulaires ministérielles et les décisions du GRBC.",
     "calendar [les circulaires ministérielles et les décisions du GRBC]"},
    {"En fonction du calendrier européen et international",
     "calendar [En fonction du calendrier européen et international]"},
    {"Selon le calendrier établi dans le cadre de la transposition.",
     "calendar [le calendrier établi dans le cadre de la transposition]"},
    {"Suivant le calendrier établi dans la procédure d'infraction",
     "calendar [le calendrier établi dans la procédure d'infraction]"},
    {"Suivant le calendrier établi dans la procédure devant la Cour.",
     "calendar [le calendrier établi dans la procédure devant la Cour]"},
    {"En fonction des délais de ratification",
     "calendar [En fonction des délais de ratification]"},
    {"Dès que l'information est disponible et au minimum pour le 15 de chaque "
     "mois.",
     "occurrence (Dès que l'information est disponible)"
     " + recurring 1 month day 15 (au minimum pour le 15 de chaque mois)"},
    {"2 fois par an pour les réunions générales et en fonction des besoins "
     "pour les réunions ad hoc/thématiques.",
     "recurring 2 year (réunions générales)"
     " + conditional (réunions ad hoc/thématiques)"},
    {"2 fois par an pour les réunions générales et en fonction des besoins et "
     "opportunités.",
     "recurring 2 year (réunions générales)"
     " + conditional (en fonction des besoins et opportunités)"},
    {"Au minimum 2 fois par an.", "recurring 2 year"},
    {"Toute l'année - En fonction des opportunités et des obligations de "
     "rapportage.",
     "continuous (Toute l'année) + conditional (En fonction des opportunités "
     "et des obligations de rapportage)"},
    {"Toute l'année - En fonction des opportunités",
     "continuous (Toute l'année)"
     " + conditional (En fonction des opportunités)"},
    {"Avant et après chaque accueil de délégation, envoi de missions à "
     "l'étranger ou participation à un événement international.",
     "occurrence before (Avant et après chaque accueil de délégation, envoi "
     "de missions à l'étranger ou participation à un événement international)"
     " + occurrence after (Avant et après chaque accueil de délégation, envoi "
     "de missions à l'étranger ou participation à un événement "
     "international)"},
    /* as other plans and the Dutch halves print them */
    {"doorlopend", "continuous"},
    {"jaarlijks", "recurring 1 year"},
    {"Minstens 2 keer per jaar", "recurring 2 year"},
    {"tweemaal per jaar", "recurring 2 year"},
    {"einde mandaat", "relative mandate_end"},
    {"Voor te stellen vóór de tussentijdse evaluatie",
     "relative mid_evaluation before"},
    {"niveau 1: november 2025 / niveau 2: oktober 2027",
     "date 2025-11-30 M (niveau 1) + date 2027-10-31 M (niveau 2)"},
    {"Zodra de informatie beschikbaar is en minstens tegen de 15e van elke "
     "maand",
     "occurrence (Zodra de informatie beschikbaar is)"
     " + recurring 1 month day 15 (minstens tegen de 15e van elke maand)"},
    {"2 keer per jaar voor de teams en naargelang de behoeften voor de "
     "nieuwkomers",
     "recurring 2 year (teams) + conditional (nieuwkomers)"},
    {"Volgens de kalender afgesproken met perspective.brussels",
     "calendar [de kalender afgesproken met perspective.brussels]"},
    {"3 mois avant la fin du mandat", "relative mandate_end before 3 month"},
    {"30 dagen na afsluiting van het project",
     "relative project_closed after 30 day"},
    {"Pour le 29 février 2028", "date 2028-02-29 D"},
    {"le 1er mars", "date 2026-03-01 D"},
    {"uiterlijk op 31/03/2026", "date 2026-03-31 D"},
    {"Bulletin Trimestriel", "recurring 1 quarter"},
    {"2x par mois", "recurring 2 month"},
    {"dès qu'un local adapté aura été identifié", "conditional"},
    {"vóór en na elk bezoek", "occurrence before (vóór en na elk bezoek)"
                              " + occurrence after (vóór en na elk bezoek)"},
    {"", ""},
    {"voir annexe", ""},
    {"le 30 février 2025", "date 2025-02-28 M"},
};

static void tell(struct buf *out, const struct reading *r)
{
    const struct rule *rule = &r->rule;

    buf_put(out, rule_kind_name(rule->kind));
    if (rule->kind == RULE_RECURRING)
        buf_printf(out, " %lld %.*s", (long long)rule->n_min,
                   STR_ARG(rule_per_name(rule->per)));
    if (rule->day)
        buf_printf(out, " day %lld", (long long)rule->day);
    if (rule->kind == RULE_DATE)
        buf_printf(out, " %.*s %.*s", STR_ARG(date_text(arena, rule->due_on)),
                   STR_ARG(rule_precision_name(rule->precision)));
    if (rule->anchor != ANCHOR_NONE)
        buf_printf(out, " %.*s", STR_ARG(rule_anchor_name(rule->anchor)));
    if (rule->side != SIDE_NONE)
        buf_printf(out, " %.*s", STR_ARG(rule_side_name(rule->side)));
    if (rule->shift)
        buf_printf(out, " %lld %.*s", (long long)rule->shift,
                   STR_ARG(rule_unit_name(rule->unit)));
    if (str_given(rule->calendar))
        buf_printf(out, " [%.*s]", STR_ARG(rule->calendar));
    if (str_given(r->part))
        buf_printf(out, " (%.*s)", STR_ARG(r->part));
}

START_TEST(printed_words_are_read)
{
    struct reading rows[READINGS_MOST];
    size_t count = deadline_read(arena, str_of(printed[_i].text), 2026, rows);
    struct buf out = buf_new(arena, 200);

    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_puts(&out, " + ");
        tell(&out, &rows[i]);
        ck_assert_int_eq(rule_check(&rows[i].rule), RULE_WHOLE);
    }
    ck_assert_msg(str_is(buf_str(&out), printed[_i].rules), "%s: %.*s",
                  printed[_i].text, STR_ARG(buf_str(&out)));
}
END_TEST

TCase *deadline_tests(void)
{
    TCase *t = tcase_create("deadlines");

    tcase_add_checked_fixture(t, arena_open, arena_close);
    tcase_add_loop_test(t, printed_words_are_read, 0,
                        (int)(sizeof printed / sizeof *printed));
    return t;
}
