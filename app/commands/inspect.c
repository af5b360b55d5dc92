/* routes and check-config: what this installation is made of. */
#include "commands/commands.h"

#include "web/handle.h"
#include "web/role.h"

#include <stdio.h>

enum { TEMPLATES_MAX = 256 << 20 };

static struct str who_text(struct arena *a, int64_t who)
{
    struct buf out = buf_new(a, 40);

    if (who == PUBLIC)
        return S("public");
    if (who == SIGNED)
        return S("signed");
    for (size_t i = 0; i < role_count; i++) {
        if (!(who & role_table[i].bit))
            continue;
        if (out.n > 0)
            buf_byte(&out, '|');
        buf_puts(&out, role_table[i].name);
    }
    return buf_str(&out);
}

int command_routes(int argc, char **argv, const struct config *c)
{
    struct arena *a = arena_new(1 << 20, NULL);

    (void)argv;
    (void)c;
    for (size_t i = 0; i < app_route_count; i++) {
        const struct route *r = &app_routes[i];
        printf("%-4s %-40s %-30.*s %s\n",
               r->method == METHOD_GET ? "GET" : "POST", r->pattern,
               STR_ARG(who_text(a, r->who)), r->page->name);
    }
    arena_free(a);
    return argc == 1 && fflush(stdout) == 0 ? 0 : 1;
}

int command_check_config(int argc, char **argv, const struct config *c)
{
    struct arena *a = arena_new(TEMPLATES_MAX, NULL);
    struct app *app;
    bool good = app_open(a, c, &app) == OK;

    (void)argv;
    printf("%.*s", STR_ARG(config_text(a, c)));
    if (good)
        puts("# templates and routes are in order");
    arena_free(a);
    return good && argc == 1 && fflush(stdout) == 0 ? 0 : 1;
}
