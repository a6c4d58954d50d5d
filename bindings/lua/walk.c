// SPDX-License-Identifier: MIT
// document:walk(handlers): one handler a node, in document order.
//
// The walk is a snapshot: which node has which handler is settled before the first is called, so
// changing the tree is safe, and what a handler returned is not visited again. A handler is
// chosen by the most specific selector; a tie between two is an error before anything is called.
#include "binding.h"

// A handler: a kind (the common case) or a selector, and where its functions stand.
struct handler {
    rubric_kind kind; // RUBRIC_KIND_NONE: by selector
    const rubric_selector *selector;
    uint32_t specificity;
    int enter, leave; // places in the table of functions; 0: none
    const char *name; // for messages; lives with the handlers
};

// One node that has a handler; `end` is the index of the first behind its subtree.
struct visit {
    uint32_t id, handler, end;
};

enum { HANDLER_LIMIT = 250 };

struct walker {
    struct handler handlers[HANDLER_LIMIT];
    uint32_t count;
    int functions; // stack index of the table of functions
    bool ordered;  // {{selector, f}, …}: the first that matches
};

static int store_function(lua_State *L, const struct walker *walker) {
    int index = (int)lua_rawlen(L, walker->functions) + 1;
    lua_rawseti(L, walker->functions, index);
    return index;
}

// The functions of a handler: f, or {enter = f, leave = f}. The value stands on top.
static void read_functions(lua_State *L, const struct walker *walker, struct handler *handler) {
    if (lua_isfunction(L, -1)) {
        handler->enter = store_function(L, walker);
        return;
    }
    if (!lua_istable(L, -1))
        luaL_error(L, "the handler of '%s' is a %s; a function or {enter = f, leave = f} is needed",
                   handler->name, luaL_typename(L, -1));
    if (lua_getfield(L, -1, "enter") != LUA_TNIL)
        handler->enter = store_function(L, walker);
    else
        lua_pop(L, 1);
    if (lua_getfield(L, -1, "leave") != LUA_TNIL)
        handler->leave = store_function(L, walker);
    else
        lua_pop(L, 1);
    if (!handler->enter && !handler->leave)
        luaL_error(L, "the handler of '%s' has neither enter nor leave", handler->name);
    lua_pop(L, 1);
}

// Adds the handler whose selector stands at `key` and whose functions stand on top.
static void add_handler(lua_State *L, struct walker *walker, int key) {
    if (walker->count == HANDLER_LIMIT)
        luaL_error(L, "more than %d handlers", HANDLER_LIMIT);
    struct handler *handler = &walker->handlers[walker->count];
    memset(handler, 0, sizeof *handler);
    handler->name = luaL_checkstring(L, key);
    handler->kind = rubric_kind_find(rubric_slice_of(handler->name));
    if (handler->kind == RUBRIC_KIND_NONE) {
        handler->selector = rubric_lua_check_selector(L, key);
        handler->specificity = rubric_selector_specificity(handler->selector);
    } else {
        handler->specificity = 1;
    }
    read_functions(L, walker, handler);
    walker->count++;
}

static void read_ordered(lua_State *L, struct walker *walker, int handlers) {
    lua_Integer count = (lua_Integer)lua_rawlen(L, handlers);
    walker->ordered = true;
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, handlers, i); // pair
        luaL_checktype(L, -1, LUA_TTABLE);
        int pair = lua_gettop(L);
        lua_rawgeti(L, pair, 1); // pair selector
        lua_rawgeti(L, pair, 2); // pair selector f
        add_handler(L, walker, pair + 1);
        lua_settop(L, pair - 1);
    }
}

static void read_handlers(lua_State *L, struct walker *walker, int handlers) {
    if (lua_rawlen(L, handlers) > 0) {
        read_ordered(L, walker, handlers);
        return;
    }
    for (lua_pushnil(L); lua_next(L, handlers);) { // key value
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "a handler's key is a kind or a selector, not a %s",
                       luaL_typename(L, -2));
        add_handler(L, walker, lua_absindex(L, -2));
    }
}

static bool applies(const struct handler *handler, rubric_node node) {
    return handler->selector ? rubric_selector_matches(handler->selector, node)
                             : rubric_node_kind(node) == handler->kind;
}

// The handler of a node plus 1, or 0; raises when two are equally specific.
static uint32_t choose(lua_State *L, const struct walker *walker, rubric_node node) {
    uint32_t best = 0, rival = 0;
    for (uint32_t i = 0; i < walker->count; i++) {
        const struct handler *handler = &walker->handlers[i];
        if (!applies(handler, node))
            continue;
        if (walker->ordered)
            return i + 1;
        if (!best || handler->specificity > walker->handlers[best - 1].specificity) {
            best = i + 1;
            rival = 0;
        } else if (handler->specificity == walker->handlers[best - 1].specificity) {
            rival = i + 1;
        }
    }
    if (rival)
        luaL_error(L,
                   "handlers '%s' and '%s' are equally specific; order them by hand: "
                   "{ {selector, f}, … }",
                   walker->handlers[best - 1].name, walker->handlers[rival - 1].name);
    return best;
}

// Gathers the visits into a Lua string, in document order.
static size_t plan(lua_State *L, const struct walker *walker, rubric_node root) {
    rubric_buffer *plan = rubric_lua_scratch(L);
    rubric_buffer *open = &rubric_lua_state(L)->text; // indices of visits not yet left
    open->size = 0;
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (rubric_cursor_next(&cursor) && !plan->failed && !open->failed) {
        uint32_t index = (uint32_t)(plan->size / sizeof(struct visit));
        if (cursor.entering) {
            struct visit visit = {cursor.node.id, choose(L, walker, cursor.node), 0};
            bool is_wanted = visit.handler != 0;
            uint32_t mark = is_wanted ? index : UINT32_MAX;
            rubric_buffer_put(open, (const char *)&mark, sizeof mark);
            if (is_wanted)
                rubric_buffer_put(plan, (const char *)&visit, sizeof visit);
            continue;
        }
        uint32_t mark;
        open->size -= sizeof mark;
        memcpy(&mark, open->bytes + open->size, sizeof mark);
        if (mark != UINT32_MAX)
            ((struct visit *)(void *)plan->bytes)[mark].end = index;
    }
    rubric_lua_charge(L, 1 + plan->size);
    if (plan->failed || open->failed)
        luaL_error(L, "not enough memory");
    lua_pushlstring(L, plan->bytes ? plan->bytes : "", plan->size);
    return plan->size / sizeof(struct visit);
}

enum verdict { GO_ON, SKIP, STOP };

// What a handler returned: nothing keeps, false removes, anything else replaces.
static enum verdict take_result(lua_State *L, rubric_node node, int owner) {
    const char *second = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    enum verdict verdict = !strcmp(second, "skip") ? SKIP : !strcmp(second, "stop") ? STOP : GO_ON;
    lua_pop(L, 1);
    if (lua_isnil(L, -1) || !rubric_node_exists(node) || !rubric_node_parent(node).id) {
        lua_pop(L, 1);
        return verdict;
    }
    if (lua_isboolean(L, -1)) {
        if (!lua_toboolean(L, -1))
            rubric_node_remove(node);
        lua_pop(L, 1);
        return verdict;
    }
    rubric_node *returned = luaL_testudata(L, -1, NODE_TYPE);
    bool is_itself = returned && returned->id == node.id && returned->document == node.document;
    if (!is_itself) {
        rubric_lua_insert(L, lua_gettop(L), owner, rubric_node_parent(node), node);
        rubric_lua_check_document(L, owner); // what was inserted may have run code
        if (rubric_node_exists(node))
            rubric_node_remove(node);
        verdict = verdict == STOP ? STOP : SKIP;
    }
    lua_pop(L, 1);
    return verdict;
}

static enum verdict call_handler(lua_State *L, const struct walker *walker, int function,
                                 rubric_node node, int owner, int context) {
    if (!function || !rubric_node_exists(node))
        return GO_ON;
    lua_rawgeti(L, walker->functions, function);
    rubric_lua_push_node(L, owner, node);
    lua_pushvalue(L, context);
    rubric_lua_state(L)->in_hand = node;
    lua_call(L, 2, 2);
    rubric_lua_state(L)->in_hand.id = 0;
    rubric_lua_check_document(L, owner); // a handler may have closed it
    return take_result(L, node, owner);
}

// Leaves the visits that end before `index`.
static enum verdict leave_until(lua_State *L, const struct walker *walker,
                                const struct visit *visits, uint32_t *open, uint32_t *depth,
                                uint32_t index, int owner, int context) {
    rubric_document *document = rubric_lua_check_document(L, owner);
    while (*depth && visits[open[*depth - 1]].end <= index) {
        const struct visit *visit = &visits[open[--*depth]];
        rubric_node node = rubric_document_node(document, visit->id);
        if (call_handler(L, walker, walker->handlers[visit->handler - 1].leave, node, owner,
                         context) == STOP)
            return STOP;
    }
    return GO_ON;
}

// document:walk(handlers[, context]) -> document
int rubric_lua_walk(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 3);
    struct walker *walker = lua_newuserdatauv(L, sizeof *walker, 0); // … walker
    memset(walker, 0, sizeof *walker);
    lua_newtable(L);
    walker->functions = lua_gettop(L); // … walker functions
    read_handlers(L, walker, 2);
    size_t count = plan(L, walker, rubric_document_root(document)); // … plan
    const struct visit *visits = (const void *)lua_tostring(L, -1);
    uint32_t *open = lua_newuserdatauv(L, (count + 1) * sizeof *open, 0), depth = 0;
    for (uint32_t i = 0; i < count;) {
        if (leave_until(L, walker, visits, open, &depth, i, 1, 3) == STOP)
            break;
        const struct visit *visit = &visits[i];
        rubric_node node = rubric_document_node(document, visit->id);
        enum verdict verdict =
            call_handler(L, walker, walker->handlers[visit->handler - 1].enter, node, 1, 3);
        if (verdict == STOP)
            break;
        if (walker->handlers[visit->handler - 1].leave && rubric_node_exists(node))
            open[depth++] = i;
        i = verdict == SKIP ? visit->end : i + 1;
        if (i == count)
            leave_until(L, walker, visits, open, &depth, (uint32_t)count, 1, 3);
    }
    lua_settop(L, 1);
    return 1;
}
