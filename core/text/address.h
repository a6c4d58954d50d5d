// SPDX-License-Identifier: MIT
// Web and mail addresses and hashtags in running text.
#ifndef RUBRIC_TEXT_ADDRESS_H
#define RUBRIC_TEXT_ADDRESS_H

#include "rubric/base.h"

// Each gives where the thing that begins at `offset` ends, or `offset` when there is none.
size_t rubric_url_end(rubric_slice text, size_t offset);
size_t rubric_email_end(rubric_slice text, size_t offset);
size_t rubric_hashtag_end(rubric_slice text, size_t offset);

#endif
