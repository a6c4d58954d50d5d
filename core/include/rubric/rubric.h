// SPDX-License-Identifier: MIT
// The public C API of documents, text and matching: one header a floor, each the manual of its floor.
#ifndef RUBRIC_RUBRIC_H
#define RUBRIC_RUBRIC_H

#include "base.h"
#include "text.h"
#include "data.h"
#include "match.h"
#include "document.h"
#include "analysis.h"

#define RUBRIC_VERSION "0.1.0"

#endif
