// SPDX-License-Identifier: MIT
// Tests of the document's own JSON: what is written reads back as it was, and what is no document
// is refused with its place.
#include "core/documents.h"

// JSON is written with ' here, so that it can be read.
static void put_json(rubric_buffer *out, const char *text) {
    for (; *text; text++)
        rubric_buffer_put_byte(out, *text == '\'' ? '"' : *text);
}

// Takes out what stands between `begin` and `end`, from `from` on, where it is found.
static size_t cut(rubric_buffer *json, const char *begin, char end, size_t from) {
    size_t at = rubric_slice_find(rubric_buffer_slice(json), rubric_slice_of(begin), from);
    if (at == SIZE_MAX)
        return at;
    size_t behind = at + strlen(begin);
    while (json->bytes[behind] != end)
        behind++;
    memmove(json->bytes + at, json->bytes + behind + 1, json->size - behind - 1);
    json->size -= behind + 1 - at;
    return at;
}

// Without places and the name of the format, which are information.
static void strip(rubric_buffer *json) {
    if (json->size > 21 && !memcmp(json->bytes, "{\"rubric\":1,\"format\"", 20))
        cut(json, ",\"format\":\"", '"', 0);
    for (size_t at = 0; at != SIZE_MAX;)
        at = cut(json, ",\"source\":[", ']', at);
}

// P6: what is written of the document reads back equal, with its metadata, head and layers.
static void assert_kept(rubric_document *document) {
    rubric_context *context = rubric_document_context(document);
    rubric_buffer first, second;
    rubric_buffer_init(&first, context);
    rubric_buffer_init(&second, context);
    write_into(&first, document, "json");
    rubric_document *again = read_bytes(context, rubric_buffer_slice(&first), "json");
    assert_true(rubric_node_equal(rubric_document_root(document), rubric_document_root(again)));
    write_into(&second, again, "json");
    strip(&first);
    strip(&second);
    assert_true(rubric_slice_equal(rubric_buffer_slice(&first), rubric_buffer_slice(&second)));
    rubric_document_free(again);
    rubric_buffer_clear(&first);
    rubric_buffer_clear(&second);
}

static void assert_comes_out(rubric_context *context, const char *json) {
    rubric_buffer text, out;
    rubric_buffer_init(&text, context);
    rubric_buffer_init(&out, context);
    put_json(&text, json);
    rubric_document *document = read_bytes(context, rubric_buffer_slice(&text), "json");
    assert_kept(document);
    write_into(&out, document, "json");
    strip(&out);
    put_json(&text, "\n");
    rubric_buffer_put_byte(&text, '\0');
    assert_buffer(&out, text.bytes);
    rubric_document_free(document);
    rubric_buffer_clear(&text);
}

static void every_part_comes_out_as_it_went_in(void **state) {
    static const char *const documents[] = {
        "{'rubric':1,'metadata':{},'children':[]}",
        "{'rubric':1,'url':'http://a/','element':'body','attributes':{'class':'x'},'metadata':{},"
        "'children':[]}",
        "{'rubric':1,'metadata':{'b':1,'a':[true,null,1.5,-0.0,'\\n'],'c':{'$number':'.inf'},"
        "'d':{'$number':'-.inf'},'e':{'$number':'.nan'},'f':{'$$number':1},'g':{'$$$content':{}},"
        "'h':{'$content':1,'x':2},'i':1.0},'children':[]}",
        "{'rubric':1,'metadata':{'t':{'$content':{'kind':'paragraph','compact':true,'children':["
        "{'kind':'emph','children':[{'kind':'text','text':'a\\nb'}]}]}},'u':[{'$content':{'kind':"
        "'div','children':[{'kind':'heading','level':1,'children':[]}]}}]},'head':{'lang':'en'},"
        "'children':[{'kind':'paragraph','children':[{'kind':'text','text':'c'}]}]}",
        "{'rubric':1,'metadata':{},'children':[{'kind':'heading','level':9,'element':'h2',"
        "'attributes':{'id':'i','1':'','a':'\\u0000'},'children':[{'kind':'text','attributes':"
        "{'pandoc':'Str'},'text':''},{'kind':'text','text':'b'},{'kind':'line_break'},"
        "{'kind':'code','text':' '},{'kind':'footnote_reference','label':'1'}]}]}",
        "{'rubric':1,'metadata':{},'children':[{'kind':'div','attributes':[['a','b'],['a','c']],"
        "'children':[]},{'kind':'thematic_break'},{'kind':'raw_block','format':'tex','literal':"
        "'\\\\x'}]}",
        "{'rubric':1,'metadata':{},'children':[{'kind':'list','ordered':true,'tight':true,"
        "'numbering':'upper_roman','delimiter':'parentheses','start':-2,'children':[{'kind':'item',"
        "'checked':false,'children':[]},{'kind':'item','checked':true,'children':[]},{'kind':"
        "'item','children':[]}]}]}",
        "{'rubric':1,'metadata':{},'children':[{'kind':'table','columns':[{'alignment':'left',"
        "'width':0.25}],'children':[{'kind':'caption','short':{'$content':{'kind':'paragraph',"
        "'compact':true,'children':[]}},'children':[]},{'kind':'table_section','part':'foot',"
        "'head_columns':1,'children':[{'kind':'row','children':[{'kind':'cell','alignment':"
        "'center','header':true,'row_span':2,'column_span':3,'children':[]}]}]}]}]}",
        "{'rubric':1,'metadata':{},'children':[{'kind':'paragraph','children':[{'kind':'citation',"
        "'key':'k','prefix':{'$content':{'kind':'paragraph','children':[{'kind':'citation','key':"
        "'l','suffix':{'$content':{'kind':'paragraph','children':[]}},'mode':'normal','children':"
        "[]}]}},'mode':'author_in_text','children':[{'kind':'text','text':'a'}]}]}]}",
        "{'rubric':1,'metadata':{},'children':[{'kind':'paragraph','children':[{'kind':'text',"
        "'text':'ab'}]},{'kind':'code_block','text':'c'}],"
        "'layers':{'y':[{'block':0,'begin':0,'end':2,'label':'l','rule':'r','score':0.5,'data':{'a'"
        ":"
        "[1]}},{'block':0,'begin':0,'end':2,'score':{'$number':'.nan'}},{'block':0,'begin':0,"
        "'end_block':1,'end':1}],'x':[{'block':1,'begin':1,'end':1,'data':{'$content':{'kind':"
        "'paragraph','children':[{'kind':'text','text':'d'}]}}}]}}",
    };
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        assert_comes_out(*state, documents[i]);
}

// Every kind with every field, one in the other where the table lets them.
static void every_kind_is_kept(void **state) {
    static const rubric_kind parents[] = {
        RUBRIC_KIND_DOCUMENT,      RUBRIC_KIND_LIST, RUBRIC_KIND_DEFINITION_LIST, RUBRIC_KIND_TABLE,
        RUBRIC_KIND_TABLE_SECTION, RUBRIC_KIND_ROW,  RUBRIC_KIND_PARAGRAPH};
    rubric_document *document = read_text(*state, "", "text");
    rubric_node none = {document, 0};
    for (int kind = RUBRIC_KIND_HEADING; kind < RUBRIC_KIND_COUNT; kind++)
        for (size_t p = 0; p < sizeof parents / sizeof *parents; p++) {
            if (!rubric_kind_may_contain(parents[p], (rubric_kind)kind))
                continue;
            rubric_node parent =
                p ? find_kind(document, parents[p]) : rubric_document_root(document);
            rubric_node node = new_node(document, (rubric_kind)kind);
            rubric_field field;
            for (size_t i = 0; (field = rubric_kind_field((rubric_kind)kind, i)); i++) {
                if (rubric_field_type_of(field) == RUBRIC_FIELD_STRING)
                    rubric_node_set_string(node, field, rubric_slice_of("\"é"), NULL);
                else if (rubric_field_type_of(field) != RUBRIC_FIELD_VALUE)
                    rubric_node_set_integer(node, field, 1, NULL);
            }
            rubric_node_set_element(node, rubric_slice_of("x"));
            if (rubric_kind_content((rubric_kind)kind) == RUBRIC_CONTENT_TEXT)
                rubric_node_set_text(node, rubric_slice_of("t"), NULL);
            assert_int_equal(rubric_node_insert(node, parent, none, NULL), RUBRIC_OK);
            break;
        }
    assert_kept(document);
    rubric_document_free(document);
}

static void a_part_is_written_with_what_it_needs_around(void **state) {
    rubric_document *document =
        read_text(*state, "<table><tr><td>a<td>b</table><p>c <b>d</b></p>", "html");
    static const rubric_kind kinds[] = {RUBRIC_KIND_CELL, RUBRIC_KIND_STRONG};
    static const char *const texts[] = {"a", "d"};
    for (size_t i = 0; i < 2; i++) {
        rubric_write_options options = {.size = sizeof options, .format = "json"};
        options.node = find_kind(document, kinds[i]).id;
        rubric_buffer out;
        rubric_buffer_init(&out, *state);
        assert_int_equal(rubric_document_write(&out, document, &options, NULL), RUBRIC_OK);
        rubric_document *part = read_bytes(*state, rubric_buffer_slice(&out), "json");
        assert_text(rubric_document_root(part), texts[i]);
        rubric_document_free(part);
        rubric_buffer_clear(&out);
    }
    rubric_document_free(document);
}

static void deep_documents_are_kept_or_refused(void **state) {
    static const uint32_t depths[] = {390, 401};
    for (size_t n = 0; n < 2; n++) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        put_json(&text, "{'rubric':1,'children':[");
        for (uint32_t i = 0; i < depths[n]; i++)
            put_json(&text, "{'kind':'div','children':[");
        for (uint32_t i = 0; i < depths[n]; i++)
            put_json(&text, "]}");
        put_json(&text, "]}");
        rubric_read_options options = {.size = sizeof options, .format = "json"};
        rubric_document *document = NULL;
        rubric_error error;
        rubric_status status =
            rubric_document_read(&document, *state, text.bytes, text.size, &options, &error);
        assert_int_equal(status, n == 0 ? RUBRIC_OK : RUBRIC_ERROR_SYNTAX);
        if (n == 0)
            assert_kept(document);
        else
            assert_string_equal(error.message, "nodes are nested deeper than 400 levels");
        rubric_document_free(document);
        rubric_buffer_clear(&text);
    }
}

static const struct {
    const char *json, *message;
    uint32_t line, column;
} refused[] = {
    {"{'a':1}",
     "this JSON is not a document: expected an object with \"rubric\": 1 (see rubric convert -t "
     "json)",
     1, 1},
    {"{'rubric':1}", "expected a document to have 'children'", 1, 1},
    {"{'rubric':'1'}", "expected 'rubric' to be 1, the version of the form", 1, 11},
    {"{'rubric':7,'sections':{}}",
     "this document is of version 7, and version 1 is the last that is known here: a later rubric "
     "reads it",
     1, 11},
    {"{'pandoc-api-version':[1,23]}", "this is pandoc's JSON (see -f pandoc-json)", 1, 1},
    {"{'rubric':1,\n 'childern':[]}", "a document has no 'childern'; did you mean 'children'?", 2,
     13},
    {"{'rubric':1,'children':[{}]}",
     "expected a node, an object with a 'kind', as {\"kind\": \"text\"}", 1, 25},
    {"{'rubric':1,'children':[\n{'kind':'paragrph'}]}",
     "there is no kind 'paragrph'; did you mean 'paragraph'?", 2, 9},
    {"{'rubric':1,'children':[{'kind':'text'}]}", "a text cannot stand in a document", 1, 25},
    {"{'rubric':1,'children':[{'kind':'heading','levle':1}]}",
     "a heading has no 'levle'; did you mean 'level'?", 1, 51},
    {"{'rubric':1,'children':[{'kind':'paragraph','text':'a'}]}", "a paragraph has no 'text'", 1,
     52},
    {"{'rubric':1,'children':[{'kind':'heading','level':'1'}]}",
     "expected 'level' to be an integer, found a string", 1, 51},
    {"{'rubric':1,'children':[{'kind':'heading','level':9999999999}]}",
     "field 'level' does not take that number", 1, 51},
    {"{'rubric':1,'children':[{'kind':'list','numbering':'decimel'}]}",
     "'numbering' cannot be 'decimel'; did you mean 'decimal'?", 1, 52},
    {"{'rubric':1,'children':[{'kind':'div','attributes':{'a':1}}]}",
     "expected an attribute to be a string, found an integer", 1, 57},
    {"{'rubric':1,'children':[],'metadata':{'a':{'$content':'x'}}}",
     "expected content to be a block, as {\"kind\": \"paragraph\"}", 1, 55},
    {"{'rubric':1,'children':[],'metadata':{'a':{'$number':'1'}}}",
     "expected '$number' to be \".inf\", \"-.inf\" or \".nan\"", 1, 54},
    {"{'rubric':1,'children':[],'layers':{'l':[{'block':0,'begin':0,'end':0}]}}",
     "expected 'block' of a span to be below 0, the count of blocks with text", 1, 42},
    {"{'rubric':1,'children':[{'kind':'paragraph'}],'layers':{'l':[{'block':0,'end':9}]}}",
     "a span ends behind its begin and within the text of its block", 1, 62},
    {"{'rubric':1,'children':[],'layers':{'l':[{'blok':0}]}}",
     "a span has no 'blok'; did you mean 'block'?", 1, 50},
    {"{'rubric':1,'children':[", "expected a value, found the end", 1, 25},
};

static void what_is_no_document_is_refused_with_its_place(void **state) {
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        put_json(&text, refused[i].json);
        rubric_read_options options = {.size = sizeof options, .format = "json"};
        rubric_document *document = NULL;
        rubric_error error;
        assert_int_equal(
            rubric_document_read(&document, *state, text.bytes, text.size, &options, &error),
            RUBRIC_ERROR_SYNTAX);
        assert_string_equal(error.message, refused[i].message);
        assert_int_equal(error.line, refused[i].line);
        assert_int_equal(error.column, refused[i].column);
        rubric_buffer_clear(&text);
    }
}

static void a_file_in_json_may_be_pandocs(void **state) {
    static const char json[] = "{\"pandoc-api-version\":[1,23],\"meta\":{},\"blocks\":[]}";
    rubric_read_options options = {.size = sizeof options, .path = "a.json"};
    rubric_document *document = NULL;
    assert_int_equal(rubric_document_read(&document, *state, json, strlen(json), &options, NULL),
                     RUBRIC_OK);
    assert_slice(rubric_document_format(document), "pandoc-json");
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(every_part_comes_out_as_it_went_in),
        CONTEXT_TEST(every_kind_is_kept),
        CONTEXT_TEST(a_part_is_written_with_what_it_needs_around),
        CONTEXT_TEST(deep_documents_are_kept_or_refused),
        CONTEXT_TEST(what_is_no_document_is_refused_with_its_place),
        CONTEXT_TEST(a_file_in_json_may_be_pandocs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
