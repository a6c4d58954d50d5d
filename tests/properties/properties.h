// SPDX-License-Identifier: MIT
// The promises of documents, each as a question about one document (DESIGN, section 3).
#ifndef RUBRIC_TESTS_PROPERTIES_PROPERTIES_H
#define RUBRIC_TESTS_PROPERTIES_PROPERTIES_H

#include <rubric/document.h>

/** What is asked, and what is told when it does not hold. */
struct question {
    rubric_context *context;
    rubric_slice bytes;
    const char *format;
    const rubric_delimiter *delimiters; // that it is read with
    size_t delimiter_count;
    char why[400];
};

/** A property: false, with a reason, when it does not hold. */
struct property {
    const char *name, *says;
    bool (*holds)(struct question *question, rubric_document *document);
};

/** P1 to P7; ended by one without a name. */
extern const struct property properties[];

#endif
