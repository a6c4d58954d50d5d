// SPDX-License-Identifier: MIT
// For hosts that already run Lua: opens the modules in a state of theirs.
#ifndef RUBRIC_LUA_H
#define RUBRIC_LUA_H

#include <lua.h>
#include <rubric/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Open `rubric` in a Lua 5.4 state and leave the module table on the stack.
 *
 * Documents that scripts make live in a context without limits that goes with the state.
 */
RUBRIC_API int luaopen_rubric(lua_State *L);

#ifdef __cplusplus
}
#endif
#endif
