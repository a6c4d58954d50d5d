// SPDX-License-Identifier: MIT
// Contexts: memory, steps and time of one piece of work, and the flag that stops it.
#include "rubric/base.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
    CHECK_INTERVAL = 65536, // steps between two looks at the clock and the interrupt flag
    BIG_ALLOCATION = 65536, // bytes from which an allocation looks at them as well
    STEPS_PER_BLOCK = 64,   // bytes of a big allocation that cost one step
    RESERVE = 65536         // bytes beyond the limit once one was hit, to say so
};

struct rubric_context {
    rubric_allocate_function allocate;
    void *allocate_user;
    const rubric_host *host;
    size_t memory_limit;   // bytes; SIZE_MAX: none
    size_t used, peak;     // bytes
    uint64_t steps;        // paid so far
    uint64_t step_limit;   // UINT64_MAX: none
    uint64_t next_check;   // steps at which the slow look is due
    uint64_t deadline;     // of the host's clock, nanoseconds; 0: none
    uint32_t milliseconds; // the time limit, for the message
    rubric_status status;  // the first limit that was hit
    bool refused_by_limit; // what rubric_context_try_resize refused last, was our limit
    bool limit_hit;        // memory: our limit, not the allocator's; time: steps, not the clock
    const rubric_context *parent;
    unsigned parent_interrupts; // that it had when this one began
    atomic_uint interrupts;     // how often it was asked to stop
    void (*ended)(void *user);
    void *ended_user;
    uint32_t life; // ALIVE until it is freed, for debug builds
};

enum { ALIVE = 0x416C6976 };

static const rubric_host no_host;

static void *allocate_from_system(void *user, void *memory, size_t old_size, size_t size) {
    (void)user;
    (void)old_size;
    if (size == 0) {
        free(memory);
        return NULL;
    }
    return realloc(memory, size);
}

static uint64_t next_check_after(const rubric_context *context) {
    uint64_t left = context->step_limit - context->steps;
    return left < CHECK_INTERVAL ? context->step_limit : context->steps + CHECK_INTERVAL;
}

static void start_clock(rubric_context *context, uint32_t milliseconds) {
    if (milliseconds == 0 || context->host->clock == NULL)
        return;
    uint64_t now = context->host->clock(context->host->user);
    context->deadline = now + (uint64_t)milliseconds * 1000000u;
    context->milliseconds = milliseconds;
}

static unsigned interrupts_of(const rubric_context *context) {
    return context ? atomic_load_explicit(&context->interrupts, memory_order_relaxed) : 0;
}

static void begin(rubric_context *context, const rubric_context_options *options) {
    context->allocate_user = options->allocate_user;
    context->host = options->host != NULL ? options->host : &no_host;
    context->memory_limit = options->memory != 0 ? options->memory : SIZE_MAX;
    context->step_limit = options->steps != 0 ? options->steps : UINT64_MAX;
    context->parent = options->parent;
    context->parent_interrupts = interrupts_of(options->parent);
    context->ended = options->ended;
    context->ended_user = options->ended_user;
    context->life = ALIVE;
    atomic_init(&context->interrupts, 0);
    start_clock(context, options->milliseconds);
    context->next_check = next_check_after(context);
}

rubric_status rubric_context_new(rubric_context **out, const rubric_context_options *given,
                                 rubric_error *error) {
    rubric_context_options options;
    if (rubric_is_missing(out, "out", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_status status = rubric_options_copy(&options, sizeof options, given, "context", error);
    if (status != RUBRIC_OK)
        return status;
    if (options.milliseconds && !(options.host && options.host->clock))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "a limit of milliseconds needs the clock of a host");
    rubric_allocate_function allocate =
        options.allocate != NULL ? options.allocate : allocate_from_system;
    rubric_context *context = allocate(options.allocate_user, NULL, 0, sizeof *context);
    if (context == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    memset(context, 0, sizeof *context);
    context->allocate = allocate;
    begin(context, &options);
    *out = context;
    return RUBRIC_OK;
}

void rubric_context_free(rubric_context *context) {
    if (context == NULL)
        return;
    assert(context->life == ALIVE);
    assert(context->used == 0); // what was made in it is freed before
    void (*ended)(void *user) = context->ended;
    void *ended_user = context->ended_user;
    context->life = 0;
    context->allocate(context->allocate_user, context, sizeof *context, 0);
    if (ended != NULL)
        ended(ended_user);
}

static bool is_interrupted(const rubric_context *context) {
    return interrupts_of(context) != 0 ||
           interrupts_of(context->parent) != context->parent_interrupts ||
           (context->host->cancel != NULL && context->host->cancel(context->host->user));
}

// Look at everything that can stop the work; slow, so only once in a while.
static bool check_limits(rubric_context *context) {
    if (context->status != RUBRIC_OK)
        return false;
    context->next_check = next_check_after(context);
    if (is_interrupted(context)) {
        context->status = RUBRIC_ERROR_INTERRUPTED;
    } else if (context->steps >= context->step_limit) {
        context->limit_hit = true;
        context->status = RUBRIC_ERROR_TIME;
    } else if (context->deadline != 0 &&
               context->host->clock(context->host->user) >= context->deadline) {
        context->status = RUBRIC_ERROR_TIME;
    }
    return context->status == RUBRIC_OK;
}

bool rubric_context_charge(rubric_context *context, uint64_t steps) {
    assert(context->life == ALIVE);
    uint64_t left = UINT64_MAX - context->steps;
    context->steps += steps < left ? steps : left;
    if (context->steps >= context->next_check)
        return check_limits(context);
    return context->status == RUBRIC_OK;
}

bool rubric_context_look(rubric_context *context) {
    return check_limits(context);
}

// An allocation of 0 bytes still has an address, so that NULL always means failure.
static size_t real_size(size_t size) {
    return size != 0 ? size : 1;
}

static void *resize(rubric_context *context, void *memory, size_t old_size, size_t size,
                    bool *limit_hit) {
    assert(context->life == ALIVE);
    *limit_hit = false;
    if (size > PTRDIFF_MAX)
        return NULL;
    if (size > old_size) {
        size_t more = size - old_size, limit = context->memory_limit;
        // Without it a collector would look through all memory for each word of the message.
        limit += context->status != RUBRIC_OK && limit < SIZE_MAX - RESERVE ? RESERVE : 0;
        if (context->used > limit || more > limit - context->used) {
            *limit_hit = true;
            return NULL;
        }
        if (size >= BIG_ALLOCATION &&
            (!rubric_context_charge(context, more / STEPS_PER_BLOCK) || !check_limits(context)))
            return NULL;
    }
    void *moved = context->allocate(context->allocate_user, memory, old_size, size);
    if (moved == NULL)
        return NULL;
    context->used += size - old_size; // may wrap on the way, never in the sum
    if (context->used > context->peak)
        context->peak = context->used;
    return moved;
}

void *rubric_context_resize(rubric_context *context, void *memory, size_t old_size, size_t size) {
    bool limit_hit;
    old_size = memory != NULL ? real_size(old_size) : 0;
    size = real_size(size);
    if (context->status != RUBRIC_OK && size > old_size)
        return NULL;
    void *moved = resize(context, memory, old_size, size, &limit_hit);
    if (moved == NULL && context->status == RUBRIC_OK) {
        context->status = RUBRIC_ERROR_MEMORY;
        context->limit_hit = limit_hit;
    }
    return moved;
}

void *rubric_context_allocate(rubric_context *context, size_t size) {
    return rubric_context_resize(context, NULL, 0, size);
}

void *rubric_context_try_resize(rubric_context *context, void *memory, size_t old_size,
                                size_t size) {
    if (memory == NULL)
        old_size = 0;
    bool limit_hit;
    void *moved = resize(context, memory, old_size, real_size(size), &limit_hit);
    if (moved == NULL)
        context->refused_by_limit = limit_hit;
    return moved;
}

void rubric_context_release(rubric_context *context, void *memory, size_t size) {
    if (memory == NULL)
        return;
    assert(context->life == ALIVE);
    size = real_size(size);
    context->allocate(context->allocate_user, memory, size, 0);
    context->used -= size;
}

rubric_status rubric_context_status(const rubric_context *context) {
    if (rubric_is_missing(context, "context", NULL))
        return RUBRIC_ERROR_ARGUMENT;
    return context->status;
}

rubric_status rubric_context_fail(rubric_context *context, rubric_status status) {
    if (rubric_is_missing(context, "context", NULL))
        return RUBRIC_ERROR_ARGUMENT;
    if (context->status == RUBRIC_OK) {
        context->status = status;
        // A collector that gave up says so here; why it was refused was seen before.
        if (status == RUBRIC_ERROR_MEMORY)
            context->limit_hit = context->refused_by_limit;
    }
    return context->status;
}

static rubric_status describe_memory_limit(const rubric_context *context, rubric_error *error,
                                           rubric_status status) {
    const size_t mebibyte = 1024 * 1024;
    size_t limit = context->memory_limit;
    if (limit % mebibyte == 0)
        return rubric_error_set(error, status, "the memory limit of %zu MiB is reached",
                                limit / mebibyte);
    return rubric_error_set(error, status, "the memory limit of %zu bytes is reached", limit);
}

rubric_status rubric_context_error(const rubric_context *context, rubric_error *error) {
    if (rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_status status = context->status;
    if (status == RUBRIC_ERROR_MEMORY && context->limit_hit)
        return describe_memory_limit(context, error, status);
    if (status == RUBRIC_ERROR_MEMORY)
        return rubric_error_set(error, status, "out of memory");
    if (status == RUBRIC_ERROR_TIME && context->limit_hit)
        return rubric_error_set(error, status, "the limit of %llu steps is reached",
                                (unsigned long long)context->step_limit);
    if (status == RUBRIC_ERROR_TIME)
        return rubric_error_set(error, status, "the time limit of %lu milliseconds is reached",
                                (unsigned long)context->milliseconds);
    if (status == RUBRIC_ERROR_INTERRUPTED)
        return rubric_error_set(error, status, "interrupted");
    return rubric_error_set(error, status, "stopped: %s", rubric_status_name(status));
}

void rubric_context_interrupt(rubric_context *context) {
    atomic_fetch_add_explicit(&context->interrupts, 1, memory_order_relaxed);
}

size_t rubric_context_used(const rubric_context *context) {
    return context->used;
}

size_t rubric_context_peak(const rubric_context *context) {
    return context->peak;
}

const rubric_host *rubric_context_host(const rubric_context *context) {
    return context->host;
}
