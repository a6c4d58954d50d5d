// SPDX-License-Identifier: MIT
// Which tags begin a block of HTML in Markdown: facts that its reader and writer share.
#ifndef RUBRIC_DOCUMENT_HTML_BLOCKS_H
#define RUBRIC_DOCUMENT_HTML_BLOCKS_H

#include <stddef.h>

/** Names of condition 1, which begin a block only as they open; ended by NULL. */
extern const char *const rubric_verbatim_tags[];
/** Names of condition 6, which do so as they close too; ended by NULL. */
extern const char *const rubric_block_tags[];

#endif
