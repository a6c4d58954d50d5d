// SPDX-License-Identifier: MIT
// The handlers of a walk: reading them, and choosing the one of a node.
#ifndef RUBRIC_BINDINGS_LUA_WALK_H
#define RUBRIC_BINDINGS_LUA_WALK_H

#include "binding.h"

enum { HANDLER_LIMIT = 250 };

/** A selector, and where its functions stand. */
struct handler {
    const rubric_selector *selector; // lives in the table of functions
    int enter, leave;                // places in the table of functions; 0: none
    const char *name;                // for messages; lives with the handlers
};

struct walker {
    struct handler handlers[HANDLER_LIMIT];
    struct rubric_lua *state;
    uint32_t count;
    uint8_t candidates[RUBRIC_KIND_COUNT][HANDLER_LIMIT]; // by kind: handlers that may match
    uint8_t candidate_counts[RUBRIC_KIND_COUNT];
    int functions; // stack index of the table of functions
    bool ordered;  // {{selector, f}, …}: the first that matches
    rubric_selector_memo memo;
};

/** Push a walker and its table of functions for the table of handlers at `handlers`; raises for
    what is none, and for two that may be equally specific for one node. */
struct walker *rubric_lua_read_handlers(lua_State *L, int handlers);

/** The handler of a node plus 1, or 0. */
uint32_t rubric_lua_choose_handler(struct walker *walker, rubric_node node);

#endif
