// SPDX-License-Identifier: MIT
// The JSON Schema of the document's own form is made from the table of kinds and compared with
// core/writers/document.schema.json. With a path, it is written there:
//
//     build/release/tests/core/test_core_writers_json core/writers/document.schema.json
#include <stdio.h>

#include "core/documents.h"

static void put(rubric_buffer *out, const char *text) {
    for (; *text; text++) // JSON is written with ' here, so that it can be read
        rubric_buffer_put_byte(out, *text == '\'' ? '"' : *text);
}

static void put_name(rubric_buffer *out, const char *name) {
    rubric_json_write_string(out, rubric_slice_of(name));
}

static void put_enum(rubric_buffer *out, const char *const *names) {
    put(out, "{'enum':[");
    for (size_t i = 0; names[i]; i++) {
        put(out, i ? "," : "");
        put_name(out, names[i]);
    }
    put(out, "]}");
}

static void put_field(rubric_buffer *out, rubric_field field) {
    put(out, ",");
    put_name(out, rubric_field_name(field));
    put(out, ":");
    switch (rubric_field_type_of(field)) {
    case RUBRIC_FIELD_BOOLEAN:
    case RUBRIC_FIELD_OPTIONAL_BOOLEAN:
        put(out, "{'type':'boolean'}");
        break;
    case RUBRIC_FIELD_INTEGER:
        put(out, "{'type':'integer','minimum':-2147483648,'maximum':2147483647}");
        break;
    case RUBRIC_FIELD_STRING:
        put(out, "{'type':'string'}");
        break;
    case RUBRIC_FIELD_CHOICE:
        put_enum(out, rubric_field_choices(field));
        break;
    case RUBRIC_FIELD_VALUE:
        put(out, "{'$ref':'#/$defs/value'}");
        break;
    }
}

// A node of one of the kinds that may stand in `parent`.
static void put_children(rubric_buffer *out, rubric_kind parent) {
    const char *names[RUBRIC_KIND_COUNT + 1];
    size_t count = 0;
    for (int kind = RUBRIC_KIND_DOCUMENT; kind < RUBRIC_KIND_COUNT; kind++)
        if (rubric_kind_may_contain(parent, (rubric_kind)kind))
            names[count++] = rubric_kind_name((rubric_kind)kind);
    names[count] = NULL;
    put(out, "{'type':'array','items':{'$ref':'#/$defs/node','properties':{'kind':");
    put_enum(out, names);
    put(out, "}}}");
}

static void put_kind(rubric_buffer *out, rubric_kind kind) {
    put(out, ",");
    put_name(out, rubric_kind_name(kind));
    put(out, ":{'type':'object','required':['kind'],'additionalProperties':false,'properties':{"
             "'kind':{'const':");
    put_name(out, rubric_kind_name(kind));
    put(out, "}");
    for (size_t i = 0; rubric_kind_field(kind, i) != RUBRIC_FIELD_NONE; i++)
        put_field(out, rubric_kind_field(kind, i));
    put(out, ",'element':{'type':'string'},'attributes':{'$ref':'#/$defs/attributes'},"
             "'source':{'$ref':'#/$defs/source'}");
    rubric_content content = rubric_kind_content(kind);
    if (content == RUBRIC_CONTENT_TEXT) {
        put(out, ",'text':{'type':'string','description':'a soft line end is a line feed'}");
    } else if (content != RUBRIC_CONTENT_NONE) {
        put(out, ",'children':");
        put_children(out, kind);
    }
    put(out, "}}");
}

static void put_node(rubric_buffer *out) {
    put(out, "'node':{'type':'object','required':['kind'],'allOf':[");
    for (int kind = RUBRIC_KIND_HEADING; kind < RUBRIC_KIND_COUNT; kind++) {
        put(out, kind > RUBRIC_KIND_HEADING ? "," : "");
        put(out, "{'if':{'properties':{'kind':{'const':");
        put_name(out, rubric_kind_name((rubric_kind)kind));
        put(out, "}}},'then':{'$ref':");
        put(out, "'#/$defs/");
        put(out, rubric_kind_name((rubric_kind)kind));
        put(out, "'}}");
    }
    put(out, "],'properties':{'kind':{'enum':[");
    for (int kind = RUBRIC_KIND_HEADING; kind < RUBRIC_KIND_COUNT; kind++) {
        put(out, kind > RUBRIC_KIND_HEADING ? "," : "");
        put_name(out, rubric_kind_name((rubric_kind)kind));
    }
    put(out, "]}}}");
}

static const char top[] =
    "{'$schema':'https://json-schema.org/draft/2020-12/schema','title':'A document of rubric',"
    "'description':'What rubric convert -t json writes and -f json reads, nothing lost. "
    "Made by tests/core/writers/json_test.c from the table of kinds.',"
    "'type':'object','required':['rubric','children'],'additionalProperties':false,'properties':{"
    "'rubric':{'const':1,'description':'version of this form; the first key'},"
    "'format':{'type':'string','description':'what it was read from; for information'},"
    "'url':{'type':'string'},'element':{'type':'string'},"
    "'attributes':{'$ref':'#/$defs/attributes'},"
    "'metadata':{'type':'object','additionalProperties':{'$ref':'#/$defs/value'}},"
    "'head':{'$ref':'#/$defs/value','description':'what an HTML page says of itself'},"
    "'layers':{'type':'object','additionalProperties':{'type':'array','items':{'$ref':"
    "'#/$defs/span'}}},'media':{'description':'files that it carries "
    "along','type':'array','items':{"
    "'type':'object','required':['name','bytes'],'additionalProperties':false,'properties':{'name':"
    "{'type':'string'},'type':{'type':'string'},'bytes':{'type':'string','contentEncoding':"
    "'base64'}}}},'children':";

static const char definitions[] =
    "'attributes':{'description':'pairs where a name is there twice','anyOf':["
    "{'type':'object','additionalProperties':{'type':'string'}},{'type':'array','items':{'type':"
    "'array','minItems':2,'maxItems':2,'items':{'type':'string'}}}]},"
    "'source':{'description':'bytes of the file it was read from, the end excluded; for "
    "information','type':'array','minItems':2,'maxItems':2,'items':{'type':'integer','minimum':0}},"
    "'value':{'description':'any value; an object with $content alone is text with markup, one "
    "with $number alone is .inf, -.inf or .nan, and one more $ stands before such a key of a map',"
    "'if':{'type':'object','required':['$content'],'maxProperties':1},'then':{'properties':{"
    "'$content':{'$ref':'#/$defs/node'}}},'else':{'if':{'type':'object','required':['$number'],"
    "'maxProperties':1},'then':{'properties':{'$number':{'enum':['.inf','-.inf','.nan']}}},"
    "'else':{'additionalProperties':{'$ref':'#/$defs/value'},'items':{'$ref':'#/$defs/value'}}}},"
    "'span':{'type':'object','required':['block','begin','end'],'additionalProperties':false,"
    "'properties':{'block':{'type':'integer','minimum':0,'description':'of the blocks that hold "
    "text, in document order'},'begin':{'type':'integer','minimum':0,'description':'bytes of the "
    "text of the block'},'end_block':{'type':'integer','minimum':0},'end':{'type':'integer',"
    "'minimum':0},'label':{'type':'string'},'rule':{'type':'string'},'score':{'$ref':"
    "'#/$defs/value'},'data':{'$ref':'#/$defs/value'}}},";

static void make_schema(rubric_buffer *out, rubric_context *context) {
    rubric_buffer text;
    rubric_buffer_init(&text, context);
    put(&text, top);
    put_children(&text, RUBRIC_KIND_DOCUMENT);
    put(&text, "},'$defs':{");
    put(&text, definitions);
    put_node(&text);
    for (int kind = RUBRIC_KIND_HEADING; kind < RUBRIC_KIND_COUNT; kind++)
        put_kind(&text, (rubric_kind)kind);
    put(&text, "}}");
    rubric_arena *arena = NULL;
    rubric_value value;
    rubric_error error;
    assert_int_equal(rubric_arena_new(&arena, context, NULL), RUBRIC_OK);
    if (rubric_json_read(&value, arena, rubric_buffer_slice(&text), &error) != RUBRIC_OK)
        fail_msg("%s", error.message);
    rubric_json_write(out, &value, 1);
    rubric_buffer_put_byte(out, '\n');
    rubric_arena_free(arena);
    rubric_buffer_clear(&text);
}

static void the_schema_says_what_the_table_of_kinds_says(void **state) {
    rubric_buffer wanted, found;
    rubric_buffer_init(&wanted, *state);
    rubric_buffer_init(&found, *state);
    make_schema(&wanted, *state);
    FILE *file = fopen("core/writers/document.schema.json", "rb");
    assert_non_null(file);
    for (int byte; (byte = fgetc(file)) != EOF;)
        rubric_buffer_put_byte(&found, (char)byte);
    fclose(file);
    if (!rubric_slice_equal(rubric_buffer_slice(&wanted), rubric_buffer_slice(&found)))
        fail_msg("the schema is not that of the table: see the head of this test");
    rubric_buffer_clear(&wanted);
    rubric_buffer_clear(&found);
}

static int write_schema(const char *path) {
    rubric_context *context = new_context(0, 0);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    make_schema(&out, context);
    FILE *file = fopen(path, "wb");
    int failed = !file || fwrite(out.bytes, 1, out.size, file) != out.size || fclose(file) != 0;
    rubric_buffer_clear(&out);
    rubric_context_free(context);
    return failed;
}

int main(int count, char **arguments) {
    const struct CMUnitTest tests[] = {CONTEXT_TEST(the_schema_says_what_the_table_of_kinds_says)};
    return count > 1 ? write_schema(arguments[1]) : cmocka_run_group_tests(tests, NULL, NULL);
}
