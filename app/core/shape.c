#include "core/shape.h"

const struct field *shape_field(const struct shape *shape, struct str name)
{
    for (size_t i = 0; i < shape->count; i++)
        if (str_is(name, shape->fields[i].name))
            return &shape->fields[i];
    return NULL;
}
