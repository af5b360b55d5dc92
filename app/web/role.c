#include "web/role.h"

const struct role_about role_table[] = {
    {ROLE_STAFF, "staff", N_("Staff"), false, true},
    {ROLE_TRANSLATOR, "translator", N_("Translator"), false, true},
    {ROLE_DIRECTOR, "director", N_("Director"), true, true},
    {ROLE_AUTHORITY, "authority", N_("Authority"), true, true},
    {ROLE_CHAIR, "chair", N_("Chair of a commission"), true, true},
    {ROLE_MEMBER, "member", N_("Member of a commission"), true, true},
    {ROLE_SECRETARY, "secretary", N_("Secretary of a commission"), true, true},
    {ROLE_CONTROLLER, "controller", N_("Controller"), false, false},
    {ROLE_AUDITOR, "auditor", N_("Auditor"), true, true},
    {ROLE_READER, "reader", N_("Reader"), false, true},
    {ROLE_ADMIN, "admin", N_("Administrator"), false, false},
};

const size_t role_count = sizeof(role_table) / sizeof(*role_table);

const struct role_about *role_named(struct str name)
{
    for (size_t i = 0; i < role_count; i++)
        if (str_is(name, role_table[i].name))
            return &role_table[i];
    return NULL;
}

struct str roles_text(struct arena *a, enum lang lang, int64_t bits)
{
    struct buf out = buf_new(a, 60);

    for (size_t i = 0; i < role_count; i++) {
        if (!(bits & role_table[i].bit))
            continue;
        if (out.n > 0)
            buf_puts(&out, ", ");
        buf_put(&out, tr(lang, role_table[i].label));
    }
    return buf_str(&out);
}

int64_t roles_of_two_persons(void)
{
    int64_t bits = 0;

    for (size_t i = 0; i < role_count; i++)
        if (role_table[i].two_persons)
            bits |= role_table[i].bit;
    return bits;
}
