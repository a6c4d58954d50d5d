// SPDX-License-Identifier: MIT
// document:walk(handlers): one handler a node, in document order.
//
// The walk is a snapshot: which node has which handler is settled before the first is called, so
// changing the tree is safe, and what a handler returned is not visited again. The description in
// api/document.lua defines what becomes of nodes that are removed and moved meanwhile.
#include "walk.h"

// One node that has a handler; `end` is the index of the first behind its subtree.
struct visit {
    uint32_t id, handler, end;
};

// Gathers the visits into a Lua string, in document order.
static size_t plan(lua_State *L, struct walker *walker, rubric_node root) {
    rubric_buffer *plan = rubric_lua_scratch(L);
    rubric_buffer *open = &rubric_lua_state(L)->text; // indices of visits not yet left
    open->size = 0;
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (rubric_cursor_next(&cursor) && !plan->failed && !open->failed) {
        uint32_t index = (uint32_t)(plan->size / sizeof(struct visit));
        if (cursor.entering) {
            struct visit visit = {cursor.node.id, rubric_lua_choose_handler(walker, cursor.node),
                                  0};
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

enum verdict { GO_ON, REPLACED, SKIP, STOP };

// The second value that a handler returned, which stands on top and is popped.
static enum verdict take_second(lua_State *L) {
    const char *second = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    bool is_skip = !strcmp(second, "skip"), is_stop = !strcmp(second, "stop");
    if (!is_skip && !is_stop && !lua_isnil(L, -1))
        luaL_error(L, "the second value of a handler is \"skip\" or \"stop\", not %s",
                   luaL_tolstring(L, -1, NULL));
    lua_pop(L, 1);
    return is_skip ? SKIP : is_stop ? STOP : GO_ON;
}

// Puts what stands on top in the place of a node. The node may be a part of that, and stays then.
static void replace(lua_State *L, rubric_node node, int owner) {
    rubric_node parent = rubric_node_parent(node), next = rubric_node_next(node);
    rubric_node_detach(node);
    rubric_lua_insert(L, lua_gettop(L), owner, parent, next);
    rubric_lua_check_document(L, owner); // what was inserted may have run code
    if (rubric_node_exists(node) && !rubric_node_parent(node).id)
        rubric_node_remove(node);
}

// What a handler returned: nothing keeps, false removes, anything else replaces.
static enum verdict take_result(lua_State *L, rubric_node node, int owner) {
    if (lua_isnil(L, -1) && lua_isnil(L, -2)) { // the common case
        lua_pop(L, 2);
        return GO_ON;
    }
    enum verdict verdict = take_second(L);
    bool stands = rubric_node_exists(node) && rubric_node_parent(node).id;
    rubric_node *returned = luaL_testudata(L, -1, NODE_TYPE);
    bool is_itself = returned && returned->id == node.id && returned->document == node.document;
    bool keeps = lua_isnil(L, -1) || (lua_isboolean(L, -1) && lua_toboolean(L, -1)) || is_itself;
    if (stands && !keeps) {
        if (lua_isboolean(L, -1))
            rubric_node_remove(node);
        else
            replace(L, node, owner);
        verdict = verdict == STOP ? STOP : REPLACED;
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
    walker->state->in_hand = node;
    lua_call(L, 2, 2);
    walker->state->in_hand.id = 0;
    rubric_lua_check_document(L, owner); // a handler may have closed it
    return take_result(L, node, owner);
}

// Leaves the visits that end before `index`.
static enum verdict leave_until(lua_State *L, const struct walker *walker,
                                const struct visit *visits, uint32_t *open, uint32_t *depth,
                                uint32_t index, int owner, int context) {
    if (!*depth || visits[open[*depth - 1]].end > index)
        return GO_ON;
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
    struct walker *walker = rubric_lua_read_handlers(L, 2); // … walker functions
    rubric_lua_join_runs(L, document);
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
        if (walker->handlers[visit->handler - 1].leave && verdict != REPLACED)
            open[depth++] = i;
        i = verdict == GO_ON ? i + 1 : visit->end;
        if (i == count)
            leave_until(L, walker, visits, open, &depth, (uint32_t)count, 1, 3);
    }
    lua_settop(L, 1);
    return 1;
}
