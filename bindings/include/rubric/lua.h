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
 * Open `rubric` in a Lua 5.4 state and leave the module table on the stack; once more in the same
 * state leaves the same table.
 *
 * The modules below it (`rubric.text`, `rubric.rules`, …) are found by `require`, and
 * `rubric.data` reads what is built in. Scripts are trusted: the state is the host's, with what
 * the host put there, and no limit of rubric's holds. `rubric.trust` says "trusted".
 *
 * Documents that scripts make live in a context that goes with the state. A finalizer that runs
 * after it finds them closed, and makes no new ones.
 */
RUBRIC_API int luaopen_rubric(lua_State *L);

#ifdef __cplusplus
}
#endif
#endif
