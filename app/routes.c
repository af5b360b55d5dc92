/* routes.def as data; a page is known by its name alone. */
#include "web/handle.h"

#define ROUTE(method, pattern, who, name) extern const struct page page_##name;
#include "routes.def"
#undef ROUTE

/* clang-format off */
#define ROUTE(method, pattern, who, name)                                      \
    {METHOD_##method, pattern, who, &page_##name},
const struct route app_routes[] = {
#include "routes.def"
};
#undef ROUTE
/* clang-format on */

const size_t app_route_count = sizeof(app_routes) / sizeof(*app_routes);
