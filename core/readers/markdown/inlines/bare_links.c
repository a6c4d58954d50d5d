// SPDX-License-Identifier: MIT
// Links without brackets (GFM, "Autolinks (extension)"). One that stands in brackets is undone when
// these become a link around it.
#include "base/array.h"
#include "base/ascii.h"
#include "readers/markdown/inlines/inlines.h"

// No name of a host is longer (RFC 1035, section 2.3.4); letters may take four bytes.
enum { HOST_LIMIT = 4 * 255, NO_PREFIX = 0, MAILTO = 1, HTTP = 2 };

static bool is_host_byte(char byte) {
    return ascii_is_letter(byte) || ascii_is_digit(byte) || byte == '-' || byte == '_' ||
           (unsigned char)byte >= 0x80;
}

// Where a host ends: parts with a period between them, without underscores in the last two.
static uint32_t scan_host(rubric_slice text, uint32_t at, bool asks_period) {
    uint32_t underscores = 0, before = 0, periods = 0, end = at;
    for (; end < text.size && end - at < HOST_LIMIT; end++) {
        char byte = text.bytes[end];
        if (byte == '.') {
            before = underscores;
            underscores = 0;
            periods++;
        } else if (!is_host_byte(byte)) {
            break;
        }
        underscores += byte == '_';
    }
    return end == at || before || underscores || (asks_period && !periods) ? at : end;
}

// Behind a character reference at the end, which is no part of a link: where it begins.
static uint32_t before_reference(rubric_slice text, uint32_t begin, uint32_t end) {
    uint32_t at = end - 1;
    while (at > begin &&
           (ascii_is_letter(text.bytes[at - 1]) || ascii_is_digit(text.bytes[at - 1])))
        at--;
    return at > begin && at < end - 1 && text.bytes[at - 1] == '&' ? at - 1 : end - 1;
}

// Without punctuation at the end ("Extended autolink path validation").
static uint32_t trim_end(rubric_slice text, uint32_t begin, uint32_t end) {
    int64_t closing = 0; // parentheses that close none of the link
    for (uint32_t i = begin; i < end; i++)
        closing += text.bytes[i] == ')' ? 1 : text.bytes[i] == '(' ? -1 : 0;
    while (end > begin) {
        char last = text.bytes[end - 1];
        if (last == ';') {
            end = before_reference(text, begin, end);
        } else if (last == ')' && closing > 0) {
            closing--;
            end--;
        } else if (ascii_is_among(last, "?!.,:*_~'\"")) {
            end--;
        } else {
            break;
        }
    }
    return end;
}

// To white space or `<`; to a bracket inside of brackets, which may close around the link.
static uint32_t scan_path(const struct inline_parser *parser, uint32_t begin, uint32_t at) {
    rubric_slice text = parser->text;
    const char *stops = parser->bracket_count ? "<[]" : "<";
    while (at < text.size && (unsigned char)text.bytes[at] > ' ' && text.bytes[at] != 0x7F &&
           !ascii_is_among(text.bytes[at], stops))
        at++;
    return trim_end(text, begin, at);
}

static bool add(struct inline_parser *parser, uint32_t begin, uint32_t end, uint8_t prefix) {
    struct token *token = rubric_inlines_add(parser, TOKEN_AUTOLINK, begin, end);
    if (!token)
        return false;
    token->prefix = prefix;
    if (parser->bracket_count &&
        rubric_array_reserve(parser->context, (void **)&parser->bare_links,
                             &parser->bare_link_capacity, parser->bare_link_count,
                             sizeof *parser->bare_links))
        parser->bare_links[parser->bare_link_count++] = parser->token_count - 1;
    return true;
}

void rubric_bare_links_undo(struct inline_parser *parser, uint32_t token) {
    while (parser->bare_link_count && parser->bare_links[parser->bare_link_count - 1] > token)
        parser->tokens[parser->bare_links[--parser->bare_link_count]].kind = TOKEN_TEXT;
}

static bool matches(const struct inline_parser *parser, size_t at, const char *word) {
    size_t size = strlen(word);
    return parser->text.size - at >= size &&
           rubric_slice_equal_fold(rubric_slice_part(parser->text, at, at + size),
                                   rubric_slice_of(word));
}

static bool read_www(struct inline_parser *parser) {
    uint32_t begin = parser->at;
    char before = begin ? parser->text.bytes[begin - 1] : ' ';
    if (!matches(parser, begin, "www.") ||
        !(ascii_is_space(before) || ascii_is_among(before, "*_~(")))
        return false;
    uint32_t host = scan_host(parser->text, begin, true);
    uint32_t end = host > begin ? scan_path(parser, begin, host) : begin;
    return end > begin + 4 && add(parser, begin, end, HTTP);
}

// Where a word that ends at `end` begins when it is the one asked for; SIZE_MAX when it is not, or
// is a part of a longer one.
static size_t word_before(const struct inline_parser *parser, uint32_t end, const char *word) {
    size_t size = strlen(word);
    if (end < size || end - size < parser->taken || !matches(parser, end - size, word))
        return SIZE_MAX;
    size_t begin = end - size;
    char before = begin ? parser->text.bytes[begin - 1] : ' ';
    return ascii_is_letter(before) || ascii_is_digit(before) ? SIZE_MAX : begin;
}

static bool read_url(struct inline_parser *parser) {
    static const char *const schemes[] = {"http", "https", "ftp"};
    if (!matches(parser, parser->at, "://"))
        return false;
    size_t begin = SIZE_MAX;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes && begin == SIZE_MAX; i++)
        begin = word_before(parser, parser->at, schemes[i]);
    uint32_t host = parser->at + 3;
    uint32_t host_end = begin == SIZE_MAX ? host : scan_host(parser->text, host, false);
    uint32_t end = host_end > host ? scan_path(parser, host, host_end) : host;
    return end > host && add(parser, (uint32_t)begin, end, NO_PREFIX);
}

static bool is_local_byte(char byte) {
    return ascii_is_letter(byte) || ascii_is_digit(byte) || ascii_is_among(byte, ".-_+");
}

// Parts with a period between them; the last byte is neither `-` nor `_`.
static uint32_t scan_mail_host(rubric_slice text, uint32_t at) {
    uint32_t end = at, periods = 0;
    while (end < text.size && end - at < HOST_LIMIT) {
        char byte = text.bytes[end], next = end + 1 < text.size ? text.bytes[end + 1] : '\0';
        bool is_period = byte == '.' && (ascii_is_letter(next) || ascii_is_digit(next));
        if (!is_period && ((unsigned char)byte >= 0x80 || !is_host_byte(byte)))
            break;
        periods += is_period;
        end++;
    }
    bool is_host = end > at && periods && text.bytes[at] != '.' && text.bytes[end - 1] != '-' &&
                   text.bytes[end - 1] != '_';
    return is_host ? end : at;
}

static bool read_mail(struct inline_parser *parser) {
    static const char *const schemes[] = {"mailto:", "xmpp:"};
    uint32_t begin = parser->at;
    while (begin > parser->taken && is_local_byte(parser->text.bytes[begin - 1]))
        begin--;
    uint32_t host = parser->at + 1, end = scan_mail_host(parser->text, host);
    if (begin == parser->at || end == host)
        return false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t scheme = word_before(parser, begin, schemes[i]);
        if (scheme != SIZE_MAX)
            return add(parser, (uint32_t)scheme, end, NO_PREFIX);
    }
    return add(parser, begin, end, MAILTO);
}

bool rubric_bare_link_read(struct inline_parser *parser) {
    switch (parser->text.bytes[parser->at]) {
    case ':':
        return read_url(parser);
    case '@':
        return read_mail(parser);
    default:
        return read_www(parser);
    }
}
