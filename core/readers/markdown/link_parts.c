// SPDX-License-Identifier: MIT
// Scanning labels, destinations and titles, each byte once (sections 4.7 and 6.3).
#include "readers/markdown/link_parts.h"

#include <rubric/text.h>

#include "base/ascii.h"

enum { LABEL_LIMIT = 999, PARENTHESES_LIMIT = 32 };

static bool is_escape(rubric_slice text, size_t at) {
    return text.bytes[at] == '\\' && at + 1 < text.size && ascii_is_punctuation(text.bytes[at + 1]);
}

size_t rubric_scan_label(rubric_slice text, size_t at) {
    if (at >= text.size || text.bytes[at] != '[')
        return SIZE_MAX;
    bool is_blank = true;
    size_t characters = 0;
    for (size_t i = at + 1; i < text.size && characters <= LABEL_LIMIT; i++) {
        char byte = text.bytes[i];
        if (byte == ']')
            return is_blank ? SIZE_MAX : i + 1;
        if (byte == '[')
            return SIZE_MAX;
        is_blank = is_blank && ascii_is_space(byte);
        characters += (byte & 0xC0) != 0x80;
        if (is_escape(text, i)) {
            i++;
            characters++;
        }
    }
    return SIZE_MAX;
}

static size_t scan_pointed(rubric_slice text, size_t at, rubric_slice *url) {
    for (size_t i = at + 1; i < text.size; i++) {
        char byte = text.bytes[i];
        if (byte == '>') {
            *url = rubric_slice_part(text, at + 1, i);
            return i + 1;
        }
        if (byte == '<' || byte == '\n')
            return SIZE_MAX;
        if (is_escape(text, i))
            i++;
    }
    return SIZE_MAX;
}

size_t rubric_scan_destination(rubric_slice text, size_t at, rubric_slice *url) {
    if (at < text.size && text.bytes[at] == '<')
        return scan_pointed(text, at, url);
    size_t i = at, depth = 0;
    for (; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        // NUL is read as U+FFFD, which is no control character (section 2.3).
        if ((byte <= ' ' && byte != '\0') || byte == 0x7F || (byte == ')' && depth == 0))
            break;
        if (byte == '(' && ++depth > PARENTHESES_LIMIT)
            return SIZE_MAX;
        depth -= byte == ')';
        if (is_escape(text, i))
            i++;
    }
    *url = rubric_slice_part(text, at, i);
    return depth ? SIZE_MAX : i;
}

size_t rubric_scan_title(rubric_slice text, size_t at, rubric_slice *title) {
    char opener = at < text.size ? text.bytes[at] : '\0';
    if (opener != '"' && opener != '\'' && opener != '(')
        return SIZE_MAX;
    char closer = opener == '(' ? ')' : opener;
    for (size_t i = at + 1; i < text.size; i++) {
        char byte = text.bytes[i];
        if (byte == closer) {
            *title = rubric_slice_part(text, at + 1, i);
            return i + 1;
        }
        if (byte == '(' && opener == '(')
            return SIZE_MAX;
        if (is_escape(text, i))
            i++;
    }
    return SIZE_MAX;
}

size_t rubric_scan_space(rubric_slice text, size_t at) {
    bool had_line_end = false;
    for (; at < text.size; at++) {
        char byte = text.bytes[at];
        if (byte == '\n' && !had_line_end)
            had_line_end = true;
        else if (byte != ' ' && byte != '\t')
            break;
    }
    return at;
}

static bool lives_with_document(const rubric_document *document, rubric_slice string) {
    rubric_slice source = rubric_document_source(document);
    return string.size == 0 ||
           (string.bytes >= source.bytes && string.bytes < source.bytes + source.size);
}

static bool is_plain(rubric_slice string) {
    return string.size == 0 ||
           (!memchr(string.bytes, '\\', string.size) && !memchr(string.bytes, '&', string.size) &&
            !memchr(string.bytes, '\0', string.size));
}

static void put_decoded(rubric_buffer *out, rubric_slice string) {
    for (size_t i = 0; i < string.size; i++) {
        char decoded[8];
        size_t size, taken = rubric_entity_read(string, i, decoded, &size);
        if (taken) {
            rubric_buffer_put(out, decoded, size);
            i += taken - 1;
        } else if (string.bytes[i] == '\0') {
            rubric_buffer_put_code_point(out, 0xFFFD);
        } else {
            i += is_escape(string, i);
            rubric_buffer_put_byte(out, string.bytes[i]);
        }
    }
}

rubric_slice rubric_decode_string(rubric_document *document, rubric_slice string) {
    if (is_plain(string))
        return lives_with_document(document, string) ? string
                                                     : rubric_arena_copy(document->arena, string);
    rubric_buffer decoded;
    rubric_buffer_init(&decoded, document->context);
    put_decoded(&decoded, string);
    rubric_slice copy = rubric_arena_copy(document->arena, rubric_buffer_slice(&decoded));
    rubric_buffer_clear(&decoded);
    return copy.bytes ? copy : rubric_slice_make("", 0);
}
