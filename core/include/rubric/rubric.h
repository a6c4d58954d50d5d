// SPDX-License-Identifier: MIT
// The public C API of documents, text and matching: a header a floor, the manual of its floor.
#ifndef RUBRIC_RUBRIC_H
#define RUBRIC_RUBRIC_H

#include "analysis.h"
#include "base.h"
#include "data.h"
#include "document.h"
#include "match.h"
#include "text.h"

#define RUBRIC_VERSION "0.1.0"

#endif
