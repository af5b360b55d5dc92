#include "commands/demo_values.h"

struct sentence {
    const char *fr;
    const char *nl;
};

static const struct sentence descriptions[] = {
    {"Les étapes prévues pour l'année ont été suivies ; le détail "
     "figure dans le rapport d'activité.",
     "De voor het jaar geplande stappen werden gevolgd; de details "
     "staan in het activiteitenverslag."},
    {"Chiffre arrêté au 31 décembre, extrait de l'application métier.",
     "Cijfer op 31 december, uit de bedrijfstoepassing gehaald."},
    {"La mesure porte sur l'année complète et sur l'ensemble du "
     "territoire régional.",
     "De meting betreft het volledige jaar en het hele gewestelijke "
     "grondgebied."},
    {"Le comité de pilotage a validé ce résultat lors de sa séance de "
     "décembre.",
     "De stuurgroep heeft dit resultaat goedgekeurd op haar zitting "
     "van december."},
    {"Résultat provisoirement arrêté sur onze mois, confirmé par le "
     "décompte final.",
     "Resultaat eerst vastgesteld op elf maanden, bevestigd door de "
     "eindafrekening."},
    {"Comptage effectué par les équipes de terrain et recoupé avec la "
     "comptabilité.",
     "Telling door de teams op het terrein, vergeleken met de "
     "boekhouding."},
};

static const struct sentence factors[] = {
    {"Le marché public a dû être relancé : une seule offre avait été "
     "reçue.",
     "De overheidsopdracht moest opnieuw worden gelanceerd: er was "
     "slechts één offerte."},
    {"Deux postes sont restés vacants pendant sept mois.",
     "Twee functies bleven zeven maanden vacant."},
    {"L'arrêté d'exécution n'a été publié qu'en septembre.",
     "Het uitvoeringsbesluit werd pas in september bekendgemaakt."},
    {"Les partenaires communaux ont remis leurs données après "
     "l'échéance.",
     "De gemeentelijke partners bezorgden hun gegevens na de "
     "termijn."},
    {"Les conditions météorologiques du printemps ont retardé les "
     "chantiers.",
     "De weersomstandigheden in het voorjaar vertraagden de werven."},
    {"Le changement d'application a ralenti le traitement pendant un "
     "trimestre.",
     "De overgang naar een nieuwe toepassing vertraagde de verwerking "
     "een kwartaal lang."},
};

static const struct sentence actions[] = {
    {"Reprendre le calendrier avec les partenaires dès février.",
     "De planning vanaf februari hernemen met de partners."},
    {"Pourvoir les postes vacants au premier semestre.",
     "De vacante functies in het eerste semester invullen."},
    {"Poursuivre au même rythme.", "Op hetzelfde tempo voortgaan."},
    {"Proposer un avenant pour les étapes qui ont glissé.",
     "Een aanhangsel voorstellen voor de verschoven stappen."},
    {"Étendre la démarche à l'ensemble des services.",
     "De werkwijze uitbreiden naar alle diensten."},
};

static const struct sentence narratives[] = {
    {"Trois réunions de coordination ont permis de fixer une méthode "
     "commune et un premier calendrier.",
     "Drie coördinatievergaderingen leidden tot een gezamenlijke "
     "werkwijze en een eerste kalender."},
    {"Le texte est rédigé ; l'avis du comité de direction est attendu "
     "au premier trimestre.",
     "De tekst is opgesteld; het advies van het directiecomité wordt "
     "in het eerste kwartaal verwacht."},
};

static const struct sentence reasons[] = {
    {"Le chiffre ne correspond pas au rapport d'activité : merci de "
     "vérifier.",
     "Het cijfer stemt niet overeen met het activiteitenverslag: gelieve "
     "het na te kijken."},
    {"L'explication est celle de l'année passée : que s'est-il passé cette "
     "année ?",
     "De uitleg is die van vorig jaar: wat is er dit jaar gebeurd?"},
    {"Merci de préciser la source et la date du comptage.",
     "Gelieve de bron en de datum van de telling te vermelden."},
};

#define COUNT(array) ((int64_t)(sizeof(array) / sizeof(*(array))))

int64_t demo_draw(struct str words, int64_t salt, int64_t below)
{
    uint64_t h = 0xcbf29ce484222325u ^ ((uint64_t)salt * 0x9e3779b97f4a7c15u);

    for (size_t i = 0; i < words.n; i++)
        h = (h ^ (unsigned char)words.p[i]) * 0x100000001b3u;
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdu;
    h ^= h >> 33;
    return (int64_t)(h % (uint64_t)below);
}

enum demo_stage demo_stage_of(struct str code, int64_t year, bool open)
{
    int64_t draw = demo_draw(code, year * 3, 100);

    if (!open)
        return draw < 94 ? DEMO_APPROVED : DEMO_NOTHING;
    if (draw < 34)
        return DEMO_APPROVED;
    if (draw < 54)
        return DEMO_SUBMITTED;
    if (draw < 62)
        return DEMO_RETURNED;
    return draw < 74 ? DEMO_DRAFT : DEMO_NOTHING;
}

struct str demo_return_reason(struct str code, bool in_dutch)
{
    const struct sentence *s = &reasons[demo_draw(code, 71, COUNT(reasons))];

    return str_of(in_dutch ? s->nl : s->fr);
}

/* Rounded as people write such figures: things are counted in whole numbers,
 * the rest gets decimals where its thresholds are close. */
static struct dec rounded(i128 micro, i128 span, bool whole)
{
    uint8_t decimals = span >= DEC_ONE ? 1 : 2;

    if (whole || span >= 10 * DEC_ONE)
        decimals = 0;
    return dec_round((struct dec){micro < 0 ? 0 : micro, 6, true}, decimals);
}

/* Where between red and green the value falls: in percent of their distance,
 * under 0 beyond red, over 100 beyond green. */
static int64_t place(struct str code, int64_t year)
{
    int64_t habit = demo_draw(code, 5, 100);
    int64_t luck = demo_draw(code, year, 100);
    int64_t level = habit + luck / 2 + (year - 2024) * 6;

    if (luck == 50)
        return 0; /* exactly on red */
    if (level > 62)
        return 100 + (level - 62) / 3;
    return level > 24 ? 15 + (level - 24) * 2 : level - 40;
}

static struct dec value_of(const struct result_line *line, int64_t year)
{
    int64_t percent = place(line->measure_code, year);
    const struct thresholds *t = &line->thresholds;
    struct dec red = t->red;
    struct dec green = t->green;
    struct dec hundred = dec_int(100);
    i128 span;

    if (line->type == TYPE_YES_NO)
        return dec_int(percent >= 60 ? 1 : 0);
    if (!red.set || !green.set) {
        red = dec_int(40);
        green = dec_int(80);
    }
    span = green.micro - red.micro;
    red.micro += span * percent / 100;
    if ((line->item_level || line->type == TYPE_PERCENTAGE) &&
        red.micro > hundred.micro)
        return hundred;
    return rounded(red.micro, span < 0 ? -span : span,
                   line->type == TYPE_LEVEL || (line->type == TYPE_COUNT &&
                                                t->red.micro % DEC_ONE == 0 &&
                                                t->green.micro % DEC_ONE == 0));
}

static const struct sentence *pick(const struct sentence *among, int64_t count,
                                   struct str code, int64_t salt)
{
    return &among[demo_draw(code, salt, count)];
}

struct result_content demo_content(const struct result_line *line, int64_t year)
{
    struct result_content c = {.original = S("fr")};
    struct result_texts *fr = &c.texts[TEXT_FR];
    struct result_texts *nl = &c.texts[TEXT_NL];
    struct str code = line->measure_code;
    bool both = demo_draw(code, year + 11, 100) < 82;
    const struct sentence *said =
        pick(descriptions, COUNT(descriptions), code, year + 1);
    const struct sentence *next = pick(actions, COUNT(actions), code, year + 2);
    const struct sentence *why = pick(factors, COUNT(factors), code, year + 3);

    fr->description = str_of(said->fr);
    fr->actions = str_of(next->fr);
    if (both) {
        nl->description = str_of(said->nl);
        nl->actions = str_of(next->nl);
        c.translation_checked = demo_draw(code, year + 12, 100) < 90;
    }
    if (type_textual(line->type)) {
        said = pick(narratives, COUNT(narratives), code, year);
        c.value_text = str_of(said->fr);
        return c;
    }
    c.value = value_of(line, year);
    switch (status_judge(c.value, &line->thresholds).status) {
    case STATUS_PARTIAL:
    case STATUS_NOT_ACHIEVED:
        fr->factors = str_of(why->fr);
        if (both)
            nl->factors = str_of(why->nl);
        c.cause = demo_draw(code, year + 4, 3) ? S("external") : S("internal");
        break;
    case STATUS_ACHIEVED:
    case STATUS_NONE:
        break;
    }
    return c;
}
