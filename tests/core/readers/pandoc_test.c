// SPDX-License-Identifier: MIT
// Tests of pandoc's JSON in both directions: every type comes out as it went in, what is none of
// pandoc's is refused with its place, and content values are copied with what holds them.
#include "core/documents.h"

static const char begin_1_23[] = "{'pandoc-api-version':[1,23,1],'meta':{},'blocks':[";
static const char begin_1_22[] = "{'pandoc-api-version':[1,22,2,1],'meta':{},'blocks':[";

// JSON is written with ' here, so that it can be read.
static void put_json(rubric_buffer *out, const char *text) {
    for (; *text; text++)
        rubric_buffer_put_byte(out, *text == '\'' ? '"' : *text);
}

static void assert_same(rubric_context *context, const char *begin, const char *inside,
                        const char *end) {
    rubric_buffer text, out;
    rubric_buffer_init(&text, context);
    rubric_buffer_init(&out, context);
    put_json(&text, begin);
    put_json(&text, inside);
    put_json(&text, end);
    rubric_document *document = read_bytes(context, rubric_buffer_slice(&text), "pandoc-json");
    write_into(&out, document, "pandoc-json");
    rubric_buffer_put_byte(&text, '\0');
    assert_buffer(&out, text.bytes);
    // A copy has its own content.
    rubric_document *clone = NULL;
    assert_int_equal(rubric_document_clone(&clone, document, NULL), RUBRIC_OK);
    rubric_document_free(document);
    write_into(&out, clone, "pandoc-json");
    assert_buffer(&out, text.bytes);
    rubric_document_free(clone);
    rubric_buffer_clear(&text);
}

static void every_block_comes_out_as_it_went_in(void **state) {
    static const char *const blocks[] = {
        "{'t':'Plain','c':[{'t':'Str','c':'a'}]}",
        "{'t':'Para','c':[]}",
        "{'t':'Para','c':[{'t':'Str','c':'a'},{'t':'Space'},{'t':'Str','c':'b'},"
        "{'t':'SoftBreak'},{'t':'Str','c':'c'},{'t':'LineBreak'},{'t':'Str','c':'d'}]}",
        "{'t':'LineBlock','c':[[{'t':'Str','c':'a'}],[],[{'t':'Emph','c':[{'t':'Str','c':'b'},"
        "{'t':'LineBreak'},{'t':'Str','c':'c'}]}]]}",
        "{'t':'LineBlock','c':[[{'t':'Str','c':'a'},{'t':'LineBreak'},{'t':'Str','c':'b'}]]}",
        "{'t':'CodeBlock','c':[['i',['lua','x'],[['k','v']]],'a\\n  b']}",
        "{'t':'CodeBlock','c':[['',[''],[]],'']}",
        "{'t':'CodeBlock','c':[['',[],[]],'a\\n\\n']}",
        "{'t':'CodeBlock','c':[['',[],[]],'\\n']}",
        "{'t':'RawBlock','c':['latex','\\\\x']}",
        "{'t':'BlockQuote','c':[{'t':'Para','c':[{'t':'Str','c':'a'}]}]}",
        "{'t':'BlockQuote','c':[]}",
        "{'t':'BulletList','c':[[{'t':'Plain','c':[{'t':'Str','c':'a'}]}],[]]}",
        "{'t':'BulletList','c':[[{'t':'Plain','c':[{'t':'Str','c':'☒'},{'t':'Space'},"
        "{'t':'Str','c':'a'}]}],[{'t':'Para','c':[{'t':'Str','c':'☐'},{'t':'Space'}]}],"
        "[{'t':'Plain','c':[{'t':'Str','c':'☐'}]}]]}",
        "{'t':'OrderedList','c':[[3,{'t':'Decimal'},{'t':'Period'}],[[]]]}",
        "{'t':'OrderedList','c':[[1,{'t':'DefaultStyle'},{'t':'DefaultDelim'}],[[]]]}",
        "{'t':'OrderedList','c':[[123456789012,{'t':'Decimal'},{'t':'Period'}],[[]]]}",
        "{'t':'OrderedList','c':[[1,{'t':'Example'},{'t':'TwoParens'}],[[]]]}",
        "{'t':'OrderedList','c':[[-2,{'t':'LowerRoman'},{'t':'OneParen'}],[[]]]}",
        "{'t':'OrderedList','c':[[1,{'t':'UpperRoman'},{'t':'Period'}],[[]]]}",
        "{'t':'OrderedList','c':[[1,{'t':'LowerAlpha'},{'t':'Period'}],[[]]]}",
        "{'t':'OrderedList','c':[[1,{'t':'UpperAlpha'},{'t':'Period'}],[]]}",
        "{'t':'DefinitionList','c':[]}",
        "{'t':'DefinitionList','c':[[[{'t':'Str','c':'t'}],[[{'t':'Plain','c':[]}],[]]],"
        "[[],[]],[[{'t':'Str','c':'u'}],[[]]]]}",
        "{'t':'Header','c':[2,['id',['a','b'],[['k','v'],['k','w']]],[{'t':'Str','c':'a'}]]}",
        "{'t':'Header','c':[7,['',[],[['id','x'],['class','y z']]],[]]}",
        "{'t':'HorizontalRule'}",
        "{'t':'Div','c':[['',['a b',''],[]],[{'t':'HorizontalRule'}]]}",
        "{'t':'Figure','c':[['f',[],[]],[[{'t':'Str','c':'s'}],[{'t':'Plain','c':[]}]],"
        "[{'t':'Plain','c':[{'t':'Image','c':[['',[],[['width','5']]],[{'t':'Str','c':'a'}],"
        "['u','t']]}]}]]}",
        "{'t':'Figure','c':[['',[],[]],[null,[]],[]]}",
    };
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        assert_same(*state, begin_1_23, blocks[i], "]}\n");
}

static void every_inline_comes_out_as_it_went_in(void **state) {
    static const char *const inlines[] = {
        "{'t':'Emph','c':[{'t':'Strong','c':[{'t':'Str','c':'a'}]}]}",
        "{'t':'Underline','c':[]}",
        "{'t':'Strikeout','c':[{'t':'Space'}]}",
        "{'t':'Superscript','c':[]},{'t':'Subscript','c':[]},{'t':'SmallCaps','c':[]}",
        "{'t':'Quoted','c':[{'t':'SingleQuote'},[{'t':'Quoted','c':[{'t':'DoubleQuote'},[]]}]]}",
        "{'t':'Code','c':[['',['x'],[]],' a  b ']}",
        "{'t':'Code','c':[['',[],[]],'']}",
        "{'t':'Math','c':[{'t':'InlineMath'},'x^2']},{'t':'Math','c':[{'t':'DisplayMath'},'']}",
        "{'t':'RawInline','c':['html','<b>']}",
        "{'t':'Link','c':[['i',['c'],[]],[{'t':'Str','c':'a'}],['u','t']]}",
        "{'t':'Image','c':[['',[],[]],[],['','']]}",
        "{'t':'Span','c':[['',['c'],[]],[{'t':'Str','c':'a'}]]}",
        // Words that stand together, that hold blanks, or nothing.
        "{'t':'Str','c':'a'},{'t':'Str','c':'b'},{'t':'Space'},{'t':'Space'},{'t':'SoftBreak'}",
        "{'t':'Str','c':'a b'},{'t':'Str','c':'c'},{'t':'Str','c':''},{'t':'Space'}",
        "{'t':'Str','c':'\\n'},{'t':'Space'},{'t':'Str','c':'a\\tb'},{'t':'Str','c':'é\\u0001'}",
        // Notes, also in notes.
        "{'t':'Note','c':[{'t':'Para','c':[{'t':'Note','c':[]},{'t':'Str','c':'a'}]},"
        "{'t':'HorizontalRule'}]},{'t':'Note','c':[{'t':'Plain','c':[]}]}",
        "{'t':'Cite','c':[[{'citationId':'a','citationPrefix':[{'t':'Str','c':'see'}],"
        "'citationSuffix':[{'t':'Emph','c':[{'t':'Str','c':'p'}]}],"
        "'citationMode':{'t':'AuthorInText'},'citationNoteNum':4,'citationHash':-9},"
        "{'citationId':'b','citationPrefix':[],'citationSuffix':[{'t':'Note','c':[]}],"
        "'citationMode':{'t':'SuppressAuthor'},'citationNoteNum':0,'citationHash':0}],"
        "[{'t':'Str','c':'[@a;'},{'t':'Space'},{'t':'Str','c':'@b]'}]]}",
        "{'t':'Cite','c':[[],[{'t':'Str','c':'a'}]]}",
        "{'t':'Cite','c':[[{'citationId':'a','citationPrefix':[{'t':'Cite','c':[["
        "{'citationId':'b','citationPrefix':[{'t':'Str','c':'x'}],'citationSuffix':[],"
        "'citationMode':{'t':'NormalCitation'},'citationNoteNum':0,'citationHash':0}],[]]}],"
        "'citationSuffix':[],'citationMode':{'t':'NormalCitation'},'citationNoteNum':0,"
        "'citationHash':0}],[]]}",
    };
    for (size_t i = 0; i < sizeof inlines / sizeof *inlines; i++) {
        rubric_buffer block;
        rubric_buffer_init(&block, *state);
        rubric_buffer_put_string(&block, "{'t':'Para','c':[");
        rubric_buffer_put_string(&block, inlines[i]);
        rubric_buffer_put(&block, "]}", 3);
        assert_same(*state, begin_1_23, block.bytes, "]}\n");
        rubric_buffer_clear(&block);
    }
}

static const char table[] =
    "{'t':'Table','c':[['t',['c'],[['k','v']]],[[{'t':'Str','c':'s'}],[{'t':'Plain','c':["
    "{'t':'Str','c':'Caption'}]}]],[[{'t':'AlignLeft'},{'t':'ColWidth','c':0.25}],"
    "[{'t':'AlignDefault'},{'t':'ColWidthDefault'}]],"
    "[['h',[],[]],[[['r',[],[]],[[['',[],[]],{'t':'AlignCenter'},1,2,[{'t':'Plain','c':[]}]]]]]],"
    "[[['b',[],[]],1,[[['',[],[]],[[['',[],[]],{'t':'AlignDefault'},1,2,[]]]]],"
    "[[['',[],[]],[[['x',[],[]],{'t':'AlignRight'},2,1,[]],[['',[],[]],{'t':'AlignLeft'},1,1,"
    "[]]]]]],[['',[],[]],0,[],[]]],"
    "[['f',[],[]],[[['',[],[]],[]]]]]}";

static void a_table_comes_out_as_it_went_in(void **state) {
    assert_same(*state, begin_1_23, table, "]}\n");
    assert_same(*state, begin_1_22, table, "]}\n");
    assert_same(*state, begin_1_23,
                "{'t':'Table','c':[['',[],[]],[null,[]],[],[['',[],[]],[]],[],[['',[],[]],[]]]}",
                "]}\n");
}

static void a_table_says_which_cells_are_headings(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    put_json(&text, begin_1_23);
    put_json(&text, table);
    put_json(&text, "]}");
    rubric_document *document = read_bytes(*state, rubric_buffer_slice(&text), "pandoc-json");
    static const bool wanted[] = {true, true, true, false};
    size_t count = 0;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && rubric_node_kind(cursor.node) == RUBRIC_KIND_CELL) {
            assert_true(count < 4);
            assert_int_equal(rubric_node_boolean(cursor.node, RUBRIC_FIELD_HEADER),
                             wanted[count++]);
        }
    assert_int_equal(count, 4);
    rubric_document_free(document);
    rubric_buffer_clear(&text);
}

static void a_figure_before_1_23_is_a_paragraph(void **state) {
    assert_same(*state, begin_1_22,
                "{'t':'Para','c':[{'t':'Image','c':[['',[],[['width','5']]],"
                "[{'t':'Str','c':'a'},{'t':'Note','c':[]}],['u','fig:t']]}]},"
                "{'t':'Para','c':[{'t':'Image','c':[['',[],[]],[],['u','fig:']]}]},"
                "{'t':'Para','c':[{'t':'Image','c':[['',[],[]],[],['u','']]}]},{'t':'Null'}",
                "]}\n");
    assert_converted(*state, "<figure><img src=u alt=''><figcaption>a</figcaption></figure>",
                     "html", "pandoc-json-1.22",
                     "{\"pandoc-api-version\":[1,22,2],\"meta\":{},\"blocks\":["
                     "{\"t\":\"Para\",\"c\":[{\"t\":\"Image\",\"c\":[[\"\",[],[]],"
                     "[{\"t\":\"Str\",\"c\":\"a\"}],[\"u\",\"fig:\"]]}]}]}\n");
}

static void metadata_comes_out_as_it_went_in(void **state) {
    assert_same(*state, "{'pandoc-api-version':[1,23,1],'meta':{",
                "'title':{'t':'MetaInlines','c':[{'t':'Str','c':'a'},{'t':'Space'},"
                "{'t':'Emph','c':[{'t':'Str','c':'b'}]},{'t':'Note','c':[{'t':'Plain','c':[]}]}]},"
                "'s':{'t':'MetaString','c':'x y'},'b':{'t':'MetaBool','c':false},"
                "'l':{'t':'MetaList','c':[{'t':'MetaMap','c':{'k':{'t':'MetaBlocks','c':["
                "{'t':'Para','c':[]},{'t':'HorizontalRule'}]}}},{'t':'MetaList','c':[]}]},"
                "'e':{'t':'MetaInlines','c':[]},'m':{'t':'MetaMap','c':{}}",
                "},'blocks':[]}\n");
}

static void other_documents_are_written_in_1_23(void **state) {
    assert_converted(*state, "---\ntitle: T\nn: 3\n---\n# A *b*\n\n| x |\n|--:|\n| 1 |\n",
                     "markdown", "pandoc-json",
                     "{\"pandoc-api-version\":[1,23,1],\"meta\":{\"title\":{\"t\":\"MetaString\","
                     "\"c\":\"T\"},\"n\":{\"t\":\"MetaString\",\"c\":\"3\"}},\"blocks\":["
                     "{\"t\":\"Header\",\"c\":[1,[\"\",[],[]],[{\"t\":\"Str\",\"c\":\"A\"},"
                     "{\"t\":\"Space\"},{\"t\":\"Emph\",\"c\":[{\"t\":\"Str\",\"c\":\"b\"}]}]]},"
                     "{\"t\":\"Table\",\"c\":[[\"\",[],[]],[null,[]],[[{\"t\":\"AlignRight\"},"
                     "{\"t\":\"ColWidthDefault\"}]],[[\"\",[],[]],[[[\"\",[],[]],[[[\"\",[],[]],"
                     "{\"t\":\"AlignRight\"},1,1,[{\"t\":\"Plain\",\"c\":[{\"t\":\"Str\",\"c\":"
                     "\"x\"}]}]]]]]],[[[\"\",[],[]],0,[],[[[\"\",[],[]],[[[\"\",[],[]],"
                     "{\"t\":\"AlignRight\"},1,1,[{\"t\":\"Plain\",\"c\":[{\"t\":\"Str\",\"c\":"
                     "\"1\"}]}]]]]]]],[[\"\",[],[]],[]]]}]}\n");
}

/* ---- What is refused ---- */

static void what_is_none_of_pandocs_is_refused_with_its_place(void **state) {
    static const struct {
        const char *text, *message;
        uint32_t line, column;
    } bad[] = {
        {"{", "expected a key in quotes, found the end", 1, 2},
        {"[]", "expected pandoc's JSON, an object with 'pandoc-api-version' (see pandoc -t json)",
         1, 1},
        {"{'pandoc-api-version':[2,0],'meta':{},'blocks':[]}",
         "expected a 'pandoc-api-version' of 1.22 or 1.23 (pandoc 2.11 and later)", 1, 23},
        {"{'pandoc-api-version':[1,23]}",
         "expected pandoc's JSON, an object with 'meta' (see pandoc -t json)", 1, 1},
        {"{'pandoc-api-version':[1,23],'meta':{},\n'blocks':{}}", "expected 'blocks' to be a list",
         2, 10},
        {"{'pandoc-api-version':[1,23],'meta':{},'blocks':[\n7]}", "expected a block as {\"t\": …}",
         2, 1},
        {"{'pandoc-api-version':[1,23],'meta':{},'blocks':[\n{'t':'Str','c':''}]}",
         "expected a block, found 'Str'", 2, 1},
        {"{'pandoc-api-version':[1,23],'meta':{},'blocks':[\n{'t':'Header','c':[1]}]}",
         "expected 'c' of a Header to be [level, attr, inlines]", 2, 19},
        {"{'pandoc-api-version':[1,23],'meta':{},'blocks':[\n{'t':'Para'}]}",
         "expected 'c' of a Para to be inlines", 2, 1},
        {"{'pandoc-api-version':[1,23],'meta':{},'blocks':[{'t':'OrderedList','c':[[1,{'t':'X'},"
         "{'t':'Period'}],[]]}]}",
         "expected a list number style, as {\"t\": \"Decimal\"}", 1, 77},
        {"{'pandoc-api-version':[1,23],'meta':{'a':\n3},'blocks':[]}",
         "expected a value of metadata as {\"t\": …}", 2, 1},
        {"{'pandoc-api-version':[1,23],'meta':{},'blocks':[{'t':'Div','c':[['',[1],[]],[]]}]}",
         "expected 'c' of a Div to be [attr, blocks]", 1, 65},
        {"{'pandoc-api-version':[1,23],'meta':{},'blocks':[{'t':'Header','c':"
         "[99999999999,['',[],[]],[]]}]}",
         "expected a number of 32 bits", 1, 69},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        put_json(&text, bad[i].text);
        rubric_read_options options = {.size = sizeof options, .format = "pandoc-json"};
        rubric_document *document = NULL;
        rubric_error error;
        assert_int_equal(
            rubric_document_read(&document, *state, text.bytes, text.size, &options, &error),
            RUBRIC_ERROR_SYNTAX);
        assert_string_equal(error.message, bad[i].message);
        assert_int_equal(error.line, bad[i].line);
        assert_int_equal(error.column, bad[i].column);
        rubric_buffer_clear(&text);
    }
}

static void deep_documents_are_flattened_or_refused(void **state) {
    for (int depth = 100; depth <= 3000; depth += 2900) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        put_json(&text, begin_1_23);
        for (int i = 0; i < depth; i++)
            put_json(&text, i % 2 ? "{'t':'BlockQuote','c':["
                                  : "{'t':'DefinitionList','c':[[[{'t':'Str','c':'x'}],[[");
        for (int i = depth; i-- > 0;)
            put_json(&text, i % 2 ? "]}" : "]]]]}");
        put_json(&text, "]}");
        rubric_read_options options = {.size = sizeof options, .format = "pandoc-json"};
        rubric_document *document = NULL;
        rubric_error error;
        rubric_status status =
            rubric_document_read(&document, *state, text.bytes, text.size, &options, &error);
        assert_int_equal(status, depth == 100 ? RUBRIC_OK : RUBRIC_ERROR_LIMIT);
        if (status == RUBRIC_OK) {
            rubric_buffer out;
            rubric_buffer_init(&out, *state);
            write_into(&out, document, "pandoc-json");
            assert_true(
                rubric_slice_equal(rubric_slice_part(rubric_buffer_slice(&out), 0, out.size - 1),
                                   rubric_buffer_slice(&text)));
            rubric_buffer_clear(&out);
        } else {
            assert_string_equal(error.message, "nested deeper than 4000 levels");
        }
        rubric_document_free(document);
        rubric_buffer_clear(&text);
    }
}

// Beyond the depth of documents, blocks and inlines stand beside each other; no text is lost.
static void what_is_too_deep_for_a_document_keeps_its_text(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    put_json(&text, begin_1_23);
    for (int i = 0; i < 400; i++)
        put_json(&text, "{'t':'BlockQuote','c':[");
    put_json(&text, "{'t':'DefinitionList','c':[[[{'t':'Str','c':'t'}],[[{'t':'Para','c':[");
    for (int i = 0; i < 400; i++)
        put_json(&text, "{'t':'Emph','c':[");
    put_json(&text, "{'t':'Str','c':'a'}");
    for (int i = 0; i < 400; i++)
        put_json(&text, "]}");
    put_json(&text, "]}]]]]}");
    for (int i = 0; i < 400; i++)
        put_json(&text, "]}");
    put_json(&text, "]}");
    rubric_document *document = read_bytes(*state, rubric_buffer_slice(&text), "pandoc-json");
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    rubric_document_text(&out, document, NULL);
    assert_buffer(&out, "t\n\na");
    rubric_document_free(document);
    rubric_buffer_clear(&text);
}

/* ---- Content ---- */

static void content_is_text_where_only_text_will_do(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    put_json(&text, "{'pandoc-api-version':[1,23],'meta':{'title':{'t':'MetaInlines','c':["
                    "{'t':'Str','c':'A'},{'t':'Space'},{'t':'Emph','c':[{'t':'Str','c':'b'}]}]},"
                    "'plain':{'t':'MetaInlines','c':[{'t':'Str','c':'2*3'}]}},'blocks':[]}");
    rubric_document *document = read_bytes(*state, rubric_buffer_slice(&text), "pandoc-json");
    assert_written(document, "markdown", "---\ntitle: A *b*\nplain: 2*3\n---\n");
    assert_written(
        document, "json",
        "{\"rubric\":1,\"format\":\"pandoc-json\",\"metadata\":{\"title\":{\"$content\":"
        "{\"kind\":\"paragraph\",\"compact\":true,"
        "\"source\":[85,137],\"children\":[{\"kind\":\"text\",\"source\":[85,90],"
        "\"text\":\"A \"},{\"kind\":\"emph\",\"source\":[136,137],\"children\":["
        "{\"kind\":\"text\",\"source\":[136,137],\"text\":\"b\"}]}]}},\"plain\":{\"$content\":{"
        "\"kind\":\"paragraph\",\"compact\":true,\"source\":[192,195],\"children\":["
        "{\"kind\":\"text\",\"source\":[192,195],\"text\":\"2*3\"}]}}},"
        "\"head\":{\"pandoc-api-version\":[1,23]},\"children\":[]}\n");
    rubric_value flat;
    const rubric_value *title =
        rubric_value_find(rubric_document_metadata(document), rubric_slice_of("title"));
    assert_int_equal(
        rubric_document_flat_value(&flat, rubric_document_arena(document), document, title),
        RUBRIC_OK);
    assert_slice(flat.as.string, "A b");
    assert_false(rubric_content_is_plain(rubric_content_root(document, title)));
    rubric_document_free(document);
    rubric_buffer_clear(&text);
}

static void content_that_holds_itself_is_copied_to_an_end(void **state) {
    rubric_document *document = read_text(*state, "", "text");
    rubric_node paragraph = new_node(document, RUBRIC_KIND_PARAGRAPH), copy;
    rubric_node citation = new_node(document, RUBRIC_KIND_CITATION);
    assert_int_equal(rubric_node_insert(citation, paragraph, (rubric_node){document, 0}, NULL),
                     RUBRIC_OK);
    rubric_value content = {.type = RUBRIC_VALUE_CONTENT, .as.content = paragraph.id};
    assert_int_equal(rubric_node_set_value(citation, RUBRIC_FIELD_PREFIX, &content, NULL),
                     RUBRIC_OK);
    assert_int_equal(rubric_node_copy(&copy, document, paragraph, NULL), RUBRIC_OK);
    assert_int_not_equal(
        rubric_node_value(rubric_node_first(copy), RUBRIC_FIELD_PREFIX)->as.content, paragraph.id);
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(every_block_comes_out_as_it_went_in),
        CONTEXT_TEST(every_inline_comes_out_as_it_went_in),
        CONTEXT_TEST(a_table_comes_out_as_it_went_in),
        CONTEXT_TEST(a_table_says_which_cells_are_headings),
        CONTEXT_TEST(a_figure_before_1_23_is_a_paragraph),
        CONTEXT_TEST(metadata_comes_out_as_it_went_in),
        CONTEXT_TEST(other_documents_are_written_in_1_23),
        CONTEXT_TEST(what_is_none_of_pandocs_is_refused_with_its_place),
        CONTEXT_TEST(deep_documents_are_flattened_or_refused),
        CONTEXT_TEST(what_is_too_deep_for_a_document_keeps_its_text),
        CONTEXT_TEST(content_is_text_where_only_text_will_do),
        CONTEXT_TEST(content_that_holds_itself_is_copied_to_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
