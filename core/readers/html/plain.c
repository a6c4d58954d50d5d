// SPDX-License-Identifier: MIT
// The metadata that a plain conversion of a page gets: what document.head says in so many words,
// the surest place first. Scripts that weigh one against the other have document.head itself.
#include "document/document.h"
#include "readers/html/html.h"

enum { GRAPH_DEPTH = 8 };

struct plain {
    rubric_document *document;
    rubric_arena *arena;
    const rubric_value *article; // of JSON-LD; NULL: none
};

static rubric_slice string_in(const rubric_value *map, const char *key) {
    const rubric_value *value =
        map && map->type == RUBRIC_VALUE_MAP ? rubric_value_find(map, rubric_slice_of(key)) : NULL;
    return value && value->type == RUBRIC_VALUE_STRING ? value->as.string
                                                       : rubric_slice_make("", 0);
}

static const rubric_value *list_in(const rubric_value *map, const char *key) {
    static const rubric_value none = {.type = RUBRIC_VALUE_LIST};
    const rubric_value *value = rubric_value_find(map, rubric_slice_of(key));
    return value && value->type == RUBRIC_VALUE_LIST ? value : &none;
}

static bool ends_with(rubric_slice text, const char *end) {
    size_t size = strlen(end);
    return text.size >= size && !memcmp(text.bytes + text.size - size, end, size);
}

/* ---- JSON-LD ---- */

// Types of Schema.org that are about a text: those of articles, then of the page.
static int weigh_type(rubric_slice type) {
    if (ends_with(type, "Article") || ends_with(type, "Posting") || ends_with(type, "Report") ||
        ends_with(type, "Review"))
        return 2;
    return ends_with(type, "WebPage");
}

static int weigh(const rubric_value *thing) {
    const rubric_value *type = rubric_value_find(thing, rubric_slice_of("@type"));
    int best = 0;
    if (type && type->type == RUBRIC_VALUE_STRING)
        best = weigh_type(type->as.string);
    for (uint32_t i = 0; type && type->type == RUBRIC_VALUE_LIST && i < type->as.list.count; i++)
        if (type->as.list.items[i].type == RUBRIC_VALUE_STRING &&
            weigh_type(type->as.list.items[i].as.string) > best)
            best = weigh_type(type->as.list.items[i].as.string);
    return best;
}

// The first article in objects, lists and graphs; recursion ends at GRAPH_DEPTH.
static void find_article(const rubric_value *value, int depth, const rubric_value **found,
                         int *weight) {
    static const char *const inner[] = {"@graph", "mainEntity", "mainEntityOfPage"};
    if (depth > GRAPH_DEPTH || *weight == 2)
        return;
    if (value->type == RUBRIC_VALUE_LIST)
        for (uint32_t i = 0; i < value->as.list.count; i++)
            find_article(&value->as.list.items[i], depth + 1, found, weight);
    if (value->type != RUBRIC_VALUE_MAP)
        return;
    if (weigh(value) > *weight) {
        *weight = weigh(value);
        *found = value;
    }
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        const rubric_value *part = rubric_value_find(value, rubric_slice_of(inner[i]));
        if (part)
            find_article(part, depth + 1, found, weight);
    }
}

/* ---- Setting ---- */

static bool is_known(const struct plain *plain, const char *key) {
    return rubric_value_find(&plain->document->metadata, rubric_slice_of(key)) != NULL;
}

// Addresses and marks of templates are no names, and only ISO 8601 is a date.
static bool fits(const char *key, rubric_slice text) {
    if (!strcmp(key, "author"))
        return rubric_slice_find(text, rubric_slice_of("://"), 0) == SIZE_MAX;
    if (strcmp(key, "date") != 0 && strcmp(key, "updated") != 0)
        return true;
    bool is_date = text.size >= 7 && text.bytes[4] == '-';
    for (size_t i = 0; i < 4 && is_date; i++)
        is_date = text.bytes[i] >= '0' && text.bytes[i] <= '9';
    return is_date;
}

static void set_value(struct plain *plain, const char *key, rubric_value value) {
    rubric_value_set(plain->arena, &plain->document->metadata, rubric_slice_of(key), value);
}

static void set_text(struct plain *plain, const char *key, rubric_slice text) {
    if (text.size && !is_known(plain, key) && fits(key, text))
        set_value(plain, key, rubric_value_string(text));
}

// One more item of a list, unless it is there.
static void add_text(struct plain *plain, const char *key, rubric_slice text) {
    text = rubric_slice_trim(text);
    if (!text.size || !fits(key, text))
        return;
    if (!is_known(plain, key))
        set_value(plain, key, rubric_value_list());
    rubric_value *list = rubric_value_find(&plain->document->metadata, rubric_slice_of(key));
    for (uint32_t i = 0; list && i < list->as.list.count; i++)
        if (rubric_slice_equal(list->as.list.items[i].as.string, text))
            return;
    if (list && list->as.list.count < 100)
        rubric_value_append(plain->arena, list, rubric_value_string(text));
}

/* ---- Places ---- */

// The first meta element of a name that has content; all of them for an author.
static void take_meta(struct plain *plain, const char *key, const char *name, bool is_list) {
    const rubric_value *metas = list_in(&plain->document->head, "meta");
    for (uint32_t i = 0; i < metas->as.list.count; i++) {
        const rubric_value *meta = &metas->as.list.items[i];
        if (!rubric_slice_equal_fold(string_in(meta, "name"), rubric_slice_of(name)))
            continue;
        if (is_list)
            add_text(plain, key, string_in(meta, "content"));
        else
            set_text(plain, key, string_in(meta, "content"));
    }
}

// A name, an object with one, or a list of them.
static void take_names(struct plain *plain, const char *key, const rubric_value *value,
                       bool is_list) {
    uint32_t count = value->type == RUBRIC_VALUE_LIST ? value->as.list.count : 1;
    for (uint32_t i = 0; i < count; i++) {
        const rubric_value *one =
            value->type == RUBRIC_VALUE_LIST ? &value->as.list.items[i] : value;
        rubric_slice name =
            one->type == RUBRIC_VALUE_STRING ? one->as.string : string_in(one, "name");
        if (is_list)
            add_text(plain, key, name);
        else
            set_text(plain, key, name);
    }
}

static void take_article(struct plain *plain, const char *key, const char *name, bool is_list) {
    const rubric_value *value =
        plain->article ? rubric_value_find(plain->article, rubric_slice_of(name)) : NULL;
    if (value)
        take_names(plain, key, value, is_list);
}

// A property of an item that is an article, or the name of its author.
static void take_item(struct plain *plain, const char *key, const char *name, bool is_list) {
    const rubric_value *items = list_in(&plain->document->head, "microdata");
    for (uint32_t i = 0; i < items->as.list.count; i++) {
        const rubric_value *item = &items->as.list.items[i];
        rubric_slice found = string_in(item, "name"), of = string_in(item, "of");
        bool is_part = rubric_slice_equal(of, rubric_slice_of(name)) &&
                       rubric_slice_equal(found, rubric_slice_of("name"));
        bool is_own = rubric_slice_equal(found, rubric_slice_of(name)) &&
                      weigh_type(string_in(item, "type")) > 0;
        if (!is_part && !is_own)
            continue;
        if (is_list)
            add_text(plain, key, string_in(item, "content"));
        else
            set_text(plain, key, string_in(item, "content"));
    }
}

static void take_link(struct plain *plain, const char *key, const char *rel) {
    const rubric_value *links = list_in(&plain->document->head, "links");
    for (uint32_t i = 0; i < links->as.list.count; i++)
        if (rubric_slice_equal_fold(string_in(&links->as.list.items[i], "rel"),
                                    rubric_slice_of(rel)))
            set_text(plain, key, string_in(&links->as.list.items[i], "href"));
}

static void take_time(struct plain *plain, const char *key) {
    const rubric_value *times = list_in(&plain->document->head, "times");
    for (uint32_t i = 0; i < times->as.list.count; i++)
        if (rubric_value_find(&times->as.list.items[i], rubric_slice_of("pubdate")))
            set_text(plain, key, string_in(&times->as.list.items[i], "datetime"));
}

static void take_head(struct plain *plain, const char *key, const char *name) {
    set_text(plain, key, string_in(&plain->document->head, name));
}

// Words between commas; meta elements of tags hold one each.
static void take_keywords(struct plain *plain) {
    const rubric_value *metas = list_in(&plain->document->head, "meta");
    for (uint32_t i = 0; i < metas->as.list.count && !is_known(plain, "keywords"); i++) {
        const rubric_value *meta = &metas->as.list.items[i];
        rubric_slice name = string_in(meta, "name"), rest = string_in(meta, "content");
        if (!rubric_slice_equal_fold(name, rubric_slice_of("keywords")) &&
            !rubric_slice_equal_fold(name, rubric_slice_of("news_keywords")))
            continue;
        while (rest.size) {
            size_t comma = rubric_slice_find(rest, rubric_slice_of(","), 0);
            comma = comma == SIZE_MAX ? rest.size : comma;
            add_text(plain, "keywords", rubric_slice_part(rest, 0, comma));
            rest = rubric_slice_part(rest, comma + (comma < rest.size), rest.size);
        }
    }
}

/* ---- The table ---- */

enum place { META, ARTICLE, ITEM, LINK, TIME, HEAD };

// In the order in which front matter has the keys; of one key, the first place that says something.
static const struct {
    const char *key;
    enum place place;
    const char *name;
} sources[] = {
    {"title", META, "og:title"},
    {"title", ARTICLE, "headline"},
    {"title", ITEM, "headline"},
    {"title", META, "dcterms.title"},
    {"title", META, "dc.title"},
    {"title", META, "citation_title"},
    {"title", META, "twitter:title"},
    {"title", HEAD, "title"},
    {"author", ARTICLE, "author"},
    {"author", META, "author"},
    {"author", META, "citation_author"},
    {"author", META, "dcterms.creator"},
    {"author", META, "dc.creator"},
    {"author", META, "article:author"},
    {"author", ITEM, "author"},
    {"date", META, "article:published_time"},
    {"date", ARTICLE, "datePublished"},
    {"date", ITEM, "datePublished"},
    {"date", META, "dcterms.issued"},
    {"date", META, "dc.date.issued"},
    {"date", META, "dcterms.date"},
    {"date", META, "dc.date"},
    {"date", META, "dcterms.created"},
    {"date", META, "date"},
    {"date", TIME, ""},
    {"updated", META, "article:modified_time"},
    {"updated", ARTICLE, "dateModified"},
    {"updated", ITEM, "dateModified"},
    {"updated", META, "dcterms.modified"},
    {"lang", HEAD, "lang"},
    {"lang", META, "content-language"},
    {"lang", META, "dcterms.language"},
    {"lang", META, "dc.language"},
    {"site", META, "og:site_name"},
    {"site", ARTICLE, "publisher"},
    {"site", META, "application-name"},
    {"url", LINK, "canonical"},
    {"url", META, "og:url"},
    {"description", META, "description"},
    {"description", META, "og:description"},
    {"description", ARTICLE, "description"},
    {"description", META, "dcterms.description"},
    {"description", META, "dc.description"},
    {"description", META, "twitter:description"},
    {"image", META, "og:image"},
    {"image", META, "twitter:image"},
    {"license", LINK, "license"},
    {"license", META, "dcterms.license"},
    {"license", ARTICLE, "license"},
};

void rubric_html_plain_metadata(rubric_document *document) {
    struct plain plain = {document, document->arena, NULL};
    int weight = 0;
    find_article(list_in(&document->head, "json_ld"), 0, &plain.article, &weight);
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        const char *key = sources[i].key, *name = sources[i].name;
        bool is_list = !strcmp(key, "author");
        if (is_known(&plain, key))
            continue;
        switch (sources[i].place) {
        case META:
            take_meta(&plain, key, name, is_list);
            break;
        case ARTICLE:
            take_article(&plain, key, name, is_list);
            break;
        case ITEM:
            take_item(&plain, key, name, is_list);
            break;
        case LINK:
            take_link(&plain, key, name);
            break;
        case TIME:
            take_time(&plain, key);
            break;
        case HEAD:
            take_head(&plain, key, name);
            break;
        }
    }
    take_keywords(&plain);
}
