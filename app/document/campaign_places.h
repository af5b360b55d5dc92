/* Shapes that the rows of a campaign's table hold. */
#ifndef DOCUMENT_CAMPAIGN_PLACES_H
#define DOCUMENT_CAMPAIGN_PLACES_H

#include "core/shape.h"

extern const struct shape campaign_place_shape; /* struct campaign_place */
extern const struct shape campaign_unit_shape;  /* struct campaign_unit */

#endif
