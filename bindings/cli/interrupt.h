// SPDX-License-Identifier: MIT
// What a signal must reach: the only state of the program outside its session.
#ifndef RUBRIC_CLI_INTERRUPT_H
#define RUBRIC_CLI_INTERRUPT_H

#include <rubric/rubric.h>

/** Catch the signals that end a program; a closed pipe becomes an error of write. */
void rubric_interrupt_install(void);

/** In a worker: leave the signals of the terminal to the parent. */
void rubric_interrupt_ignore(void);

/** Whether a signal has asked the program to end. */
bool rubric_is_interrupted(void);

/** The context of the work that a signal must stop; NULL for none. */
void rubric_interrupt_watch(rubric_context *context);

/**
 * Remember a file to be removed should the program be ended by force.
 *
 * @return a place to forget it by, or -1 when all places are taken
 */
int rubric_interrupt_remember(const char *path);
void rubric_interrupt_forget(int place);

#endif
