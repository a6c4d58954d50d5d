// SPDX-License-Identifier: MIT
// A worker that was taken over can say anything: what its parent does and believes all the same.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/workers/answer.h"
#include "cli/plan.h"
#include "cli/workers/serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORD_LIMIT = 16 };

// A run in a folder of its own: `secret` and `data/a.txt` besides the documents a.md and b.md.
struct run {
    char folder[64];
    char *words[WORD_LIMIT];
    rubric_session session;
    rubric_workers workers;
    rubric_channel worker_end;
};

static void put_file(const char *path, const char *bytes) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(bytes, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void make_folder(struct run *run) {
    strcpy(run->folder, "/tmp/rubric-parent-XXXXXX");
    assert_non_null(mkdtemp(run->folder));
    assert_int_equal(chdir(run->folder), 0);
    assert_int_equal(mkdir("data", 0700), 0);
    put_file("a.md", "one");
    put_file("b.md", "two");
    put_file("secret", "three");
    put_file("data/a.txt", "alpha");
    assert_int_equal(symlink("../secret", "data/link"), 0);
    assert_int_equal(symlink("/tmp", "data/elsewhere"), 0);
}

static void make_pipes(struct run *run, rubric_worker *worker) {
    int tasks[2], answers[2];
    assert_int_equal(pipe(tasks), 0);
    assert_int_equal(pipe(answers), 0);
    worker->channel.to = tasks[1];
    worker->channel.from = answers[0];
    rubric_channel_init(&run->worker_end, run->session.context);
    run->worker_end.from = tasks[0];
    run->worker_end.to = answers[1];
}

static rubric_worker *worker_of(struct run *run) {
    return &run->workers.items[0];
}

// Plans a command line, ended by NULL, and has one worker at its first document.
static void begin(struct run *run, const char *const *words) {
    rubric_error error = {.status = RUBRIC_OK};
    size_t count = 0;
    for (; words[count] != NULL; count++)
        run->words[count] = strdup(words[count]);
    run->words[count] = NULL;
    make_folder(run);
    rubric_session *session = &run->session;
    assert_int_equal(rubric_session_init(session, run->words, &error), RUBRIC_OK);
    assert_int_equal(rubric_session_start(session, &error), RUBRIC_OK);
    rubric_status status = rubric_plan_make(session, NULL, RUBRIC_SHAPE_DOCUMENT, &error);
    if (status != RUBRIC_OK)
        print_message("%s\n", error.message);
    assert_int_equal(status, RUBRIC_OK);
    assert_int_equal(rubric_workers_init(&run->workers, session, 1, &error), RUBRIC_OK);
    make_pipes(run, worker_of(run));
}

static void end(struct run *run) {
    rubric_worker *worker = worker_of(run);
    const int descriptors[] = {worker->channel.from, worker->channel.to, run->worker_end.from,
                               run->worker_end.to};
    for (size_t i = 0; i < 4; i++)
        close(descriptors[i]);
    rubric_channel_clear(&run->worker_end);
    rubric_workers_clear(&run->workers);
    rubric_session_clear(&run->session);
    for (size_t i = 0; run->words[i] != NULL; i++)
        free(run->words[i]);
    assert_int_equal(chdir("/"), 0);
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", run->folder);
    assert_int_equal(system(command), 0);
}

/* ---- Answers ------------------------------------------------------------------------- */

struct file {
    const char *name, *bytes;
};

// Whether an answer with files is believed.
static bool believes(struct run *run, const struct file *files, size_t count) {
    rubric_outcome said, heard;
    rubric_context *context = run->session.context;
    rubric_outcome_init(&said, context);
    rubric_outcome_init(&heard, context);
    for (size_t i = 0; i < count; i++) {
        size_t begin = rubric_outcome_begin_file(
            &said, rubric_slice_make(files[i].name, strlen(files[i].name) + 1));
        rubric_buffer_put_string(&said.files, files[i].bytes);
        rubric_outcome_end_file(&said, begin);
    }
    rubric_message message = {.kind = RUBRIC_MESSAGE_ANSWER,
                              .parts = {{NULL, 0}, {NULL, 0}, rubric_buffer_slice(&said.files)}};
    rubric_task task = rubric_worker_task(&run->workers, worker_of(run));
    bool is_believed = rubric_answer_read(&heard, &run->session, &task, &message);
    rubric_outcome_clear(&said);
    rubric_outcome_clear(&heard);
    return is_believed;
}

static bool believes_name(struct run *run, const char *name) {
    struct file file = {name, "bytes"};
    return believes(run, &file, 1);
}

static bool believes_further(struct run *run, const char *own, const char *name) {
    struct file files[] = {{own, "bytes"}, {name, "more"}};
    return believes(run, files, 2);
}

static void a_worker_names_the_output_of_its_own_document(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "-o", "out/", "a.md", "b.md", NULL});
    assert_true(believes_name(&run, "out/a.md"));
    const char *const others[] = {"out/b.md", "a.md",       "/etc/passwd", "out/../secret",
                                  "secret",   "out/a.md/x", "out",         ""};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(believes_name(&run, others[i]));
    end(&run);
}

static void further_files_stand_beside_the_output(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "-o", "out/", "a.md", "b.md", NULL});
    assert_true(believes_further(&run, "out/a.md", "out/part.txt"));
    assert_true(believes_further(&run, "out/a.md", "out/deep/part.txt"));
    assert_false(believes_further(&run, "out/a.md", "part.txt"));
    assert_false(believes_further(&run, "out/a.md", "out/../part.txt"));
    assert_false(believes_further(&run, "out/a.md", "out//etc/passwd"));
    assert_false(believes_further(&run, "out/a.md", "out/.."));
    end(&run);
}

static void a_name_from_a_document_stays_in_its_folder(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "-o", "out/x-{meta.title}.md", "a.md", "b.md", NULL});
    assert_true(believes_name(&run, "out/x-some title.md"));
    assert_false(believes_name(&run, "secret"));
    assert_false(believes_name(&run, "out/../secret"));
    end(&run);
}

static void in_place_is_the_input_alone(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "--in-place", "a.md", "b.md", NULL});
    assert_true(believes_name(&run, "a.md"));
    assert_false(believes_name(&run, "b.md"));
    end(&run);
}

static void what_is_printed_makes_no_file(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "a.md", "b.md", NULL});
    assert_true(believes(&run, NULL, 0));
    assert_false(believes_name(&run, "a.md"));
    assert_false(believes_name(&run, "made"));
    end(&run);
}

static bool believes_message(struct run *run, const rubric_message *message) {
    rubric_outcome heard;
    rubric_outcome_init(&heard, run->session.context);
    rubric_task task = rubric_worker_task(&run->workers, worker_of(run));
    bool is_believed = rubric_answer_read(&heard, &run->session, &task, message);
    rubric_outcome_clear(&heard);
    return is_believed;
}

static void an_answer_that_cannot_be_is_not_believed(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "-o", "out/", "a.md", "b.md", NULL});
    rubric_message message = {.kind = RUBRIC_MESSAGE_ANSWER, .number = 99};
    assert_false(believes_message(&run, &message));
    message.number = RUBRIC_OUTCOME_INTERRUPTED;
    assert_false(believes_message(&run, &message));
    message.number = RUBRIC_OUTCOME_DONE;
    size_t sizes[][2] = {{SIZE_MAX, 8}, {9, SIZE_MAX}, {1000, 0}, {9, 1000}, {0, 0}, {4, 4}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char bytes[sizeof *sizes + 17] = "";
        memcpy(bytes, sizes[i], sizeof *sizes);
        memcpy(bytes + sizeof *sizes, "out/a.md\0bytes..", 16);
        message.parts[2] = rubric_slice_make(bytes, sizeof bytes - 1);
        assert_false(believes_message(&run, &message));
    }
    end(&run);
}

/* ---- Questions ----------------------------------------------------------------------- */

// The reply to a question about one name and bytes, and its first bytes in `text`.
static rubric_status ask(struct run *run, rubric_message_kind kind, rubric_slice name,
                         char text[100]) {
    rubric_message question = {.kind = kind, .parts = {name, rubric_slice_of("bytes")}}, reply;
    assert_true(rubric_serve(&run->workers, worker_of(run), &question));
    assert_true(rubric_channel_wait(&run->worker_end, &reply));
    assert_int_equal(reply.kind, RUBRIC_MESSAGE_REPLY);
    snprintf(text, 100, "%.*s", (int)reply.parts[0].size, reply.parts[0].bytes);
    return (rubric_status)reply.number;
}

static void assert_reply(struct run *run, rubric_message_kind kind, const char *name,
                         rubric_status status, const char *expected) {
    char text[100];
    assert_int_equal(ask(run, kind, rubric_slice_make(name, strlen(name) + 1), text), status);
    assert_string_equal(text, expected);
}

static void a_worker_gets_its_own_document(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "a.md", "b.md", NULL});
    assert_reply(&run, RUBRIC_MESSAGE_INPUT, "a.md", RUBRIC_OK, "one");
    assert_reply(&run, RUBRIC_MESSAGE_INPUT, "b.md", RUBRIC_ERROR_PERMISSION,
                 "cannot read 'b.md': no permission");
    assert_reply(&run, RUBRIC_MESSAGE_INPUT, "-", RUBRIC_ERROR_PERMISSION,
                 "cannot read '-': no permission");
    end(&run);
}

static void a_record_gets_the_file_that_it_names(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "--records", "a.md", NULL});
    rubric_buffer_put_string(&worker_of(&run)->line, "{\"id\":1,\"p\\u0061th\":\"b.md\"}");
    assert_reply(&run, RUBRIC_MESSAGE_INPUT, "b.md", RUBRIC_OK, "two");
    assert_reply(&run, RUBRIC_MESSAGE_INPUT, "secret", RUBRIC_ERROR_PERMISSION,
                 "cannot read 'secret': no permission");
    end(&run);
}

static void nothing_else_is_open_without_permissions(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "a.md", "b.md", NULL});
    const char *const paths[] = {"secret", "a.md", "/etc/passwd", "data/a.txt", "."};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char expected[100];
        snprintf(expected, sizeof expected, "cannot read '%s': no permission", paths[i]);
        assert_reply(&run, RUBRIC_MESSAGE_OPEN, paths[i], RUBRIC_ERROR_PERMISSION, expected);
        assert_reply(&run, RUBRIC_MESSAGE_LIST, paths[i], RUBRIC_ERROR_PERMISSION, expected);
    }
    assert_reply(&run, RUBRIC_MESSAGE_WRITE, "made", RUBRIC_ERROR_PERMISSION,
                 "cannot write 'made': no permission");
    assert_reply(&run, RUBRIC_MESSAGE_ENVIRONMENT, "HOME", RUBRIC_ERROR_PERMISSION,
                 "cannot see 'HOME': no permission");
    assert_reply(&run, RUBRIC_MESSAGE_RUN, "true", RUBRIC_ERROR_PERMISSION,
                 "cannot run 'true': no permission");
    assert_int_not_equal(access("made", F_OK), 0);
    end(&run);
}

static void what_was_granted_is_open_and_no_more(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "--allow", "read:data", "--allow", "write:out",
                                 "--allow", "env:SEEN", "a.md", "b.md", NULL});
    assert_int_equal(setenv("SEEN", "value", 1), 0);
    assert_reply(&run, RUBRIC_MESSAGE_OPEN, "data/a.txt", RUBRIC_OK, "alpha");
    assert_reply(&run, RUBRIC_MESSAGE_OPEN, "data/link", RUBRIC_ERROR_PERMISSION,
                 "cannot read 'data/link': a link leads out of its folder");
    assert_reply(&run, RUBRIC_MESSAGE_OPEN, "data/../secret", RUBRIC_ERROR_PERMISSION,
                 "cannot read 'data/../secret': no permission");
    assert_reply(&run, RUBRIC_MESSAGE_OPEN, "database", RUBRIC_ERROR_PERMISSION,
                 "cannot read 'database': no permission");
    assert_reply(&run, RUBRIC_MESSAGE_OPEN, "data/elsewhere/../etc/passwd", RUBRIC_ERROR_PERMISSION,
                 "cannot read 'data/elsewhere/../etc/passwd': a link leads out of its folder");
    assert_reply(&run, RUBRIC_MESSAGE_LIST, "data", RUBRIC_OK, "a.txt");
    assert_reply(&run, RUBRIC_MESSAGE_WRITE, "out/made", RUBRIC_OK, "");
    assert_reply(&run, RUBRIC_MESSAGE_WRITE, "out/../made", RUBRIC_ERROR_PERMISSION,
                 "cannot write 'out/../made': no permission");
    assert_reply(&run, RUBRIC_MESSAGE_ENVIRONMENT, "SEEN", RUBRIC_OK, "value");
    assert_int_equal(access("out/made", F_OK), 0);
    end(&run);
}

static void nothing_is_written_behind_a_link(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "--allow", "write:data", "a.md", "b.md", NULL});
    const char *const paths[] = {"data/elsewhere/rubric-made", "data/new/../elsewhere/../made",
                                 "data/elsewhere/../made", "data/elsewhere/new/made"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char text[100];
        rubric_slice name = rubric_slice_make(paths[i], strlen(paths[i]) + 1);
        assert_int_equal(ask(&run, RUBRIC_MESSAGE_WRITE, name, text), RUBRIC_ERROR_PERMISSION);
    }
    assert_int_not_equal(access("data/new", F_OK), 0);
    assert_reply(&run, RUBRIC_MESSAGE_WRITE, "data/new/made", RUBRIC_OK, "");
    end(&run);
}

static void a_question_that_cannot_be_ends_the_worker(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "a.md", "b.md", NULL});
    const rubric_message questions[] = {
        {.kind = RUBRIC_MESSAGE_OPEN, .parts = {{"a.md", 4}}},
        {.kind = RUBRIC_MESSAGE_OPEN, .parts = {{"a\0b", 4}}},
        {.kind = RUBRIC_MESSAGE_OPEN, .parts = {{"", 1}}},
        {.kind = RUBRIC_MESSAGE_OPEN},
        {.kind = RUBRIC_MESSAGE_RUN, .parts = {{"true", 4}}},
        {.kind = RUBRIC_MESSAGE_RUN, .parts = {{"\0true", 6}}},
        {.kind = RUBRIC_MESSAGE_REPLY, .parts = {{"a.md", 5}}},
        {.kind = RUBRIC_MESSAGE_DOCUMENT, .parts = {{"a.md", 5}}},
        {.kind = 1000, .parts = {{"a.md", 5}}},
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        assert_false(rubric_serve(&run.workers, worker_of(&run), &questions[i]));
    end(&run);
}

/* ---- Messages ------------------------------------------------------------------------ */

static void bytes_that_are_no_message_are_seen(void **unused) {
    (void)unused;
    struct run run = {.folder = ""};
    begin(&run, (const char *[]){"convert", "--limit-memory", "1MiB", "a.md", "b.md", NULL});
    rubric_channel *channel = &worker_of(&run)->channel;
    rubric_message message;
    uint64_t head[] = {RUBRIC_MESSAGE_ANSWER, 0, (uint64_t)1 << 40, 0, 0};
    assert_int_equal(write(run.worker_end.to, head, sizeof head), sizeof head);
    assert_true(rubric_channel_fill(channel));
    assert_int_equal(rubric_channel_take(channel, &message), RUBRIC_CHANNEL_BROKEN);
    channel->received.size = 0;
    head[2] = 0;
    assert_int_equal(write(run.worker_end.to, head, sizeof head), sizeof head);
    assert_int_equal(write(run.worker_end.to, head, 8), 8); // and one more begins
    assert_true(rubric_channel_fill(channel));
    assert_int_equal(rubric_channel_take(channel, &message), RUBRIC_CHANNEL_BROKEN);
    end(&run);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_names_the_output_of_its_own_document),
        cmocka_unit_test(further_files_stand_beside_the_output),
        cmocka_unit_test(a_name_from_a_document_stays_in_its_folder),
        cmocka_unit_test(in_place_is_the_input_alone),
        cmocka_unit_test(what_is_printed_makes_no_file),
        cmocka_unit_test(an_answer_that_cannot_be_is_not_believed),
        cmocka_unit_test(a_worker_gets_its_own_document),
        cmocka_unit_test(a_record_gets_the_file_that_it_names),
        cmocka_unit_test(nothing_else_is_open_without_permissions),
        cmocka_unit_test(what_was_granted_is_open_and_no_more),
        cmocka_unit_test(nothing_is_written_behind_a_link),
        cmocka_unit_test(a_question_that_cannot_be_ends_the_worker),
        cmocka_unit_test(bytes_that_are_no_message_are_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
