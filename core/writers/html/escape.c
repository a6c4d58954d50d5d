// SPDX-License-Identifier: MIT
// Escaping for HTML, and the list of URL schemes that may pass.
#include "writers/html/escape.h"

// 1: a character reference; others pass. Indexed by byte.
static const char *const references[256] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\r'] = "&#13;"};

void rubric_html_put_escaped(rubric_buffer *out, rubric_slice text) {
    size_t begin = 0;
    for (size_t i = 0; i < text.size; i++) {
        const char *reference = references[(unsigned char)text.bytes[i]];
        if (!reference)
            continue;
        rubric_buffer_put(out, text.bytes + begin, i - begin);
        rubric_buffer_put_string(out, reference);
        begin = i + 1;
    }
    if (begin < text.size)
        rubric_buffer_put(out, text.bytes + begin, text.size - begin);
}

// Bytes that stand in a URL as they are: those of RFC 3986, and '%' of what is encoded already.
static bool is_url_byte(unsigned char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte && strchr("-_.+!*'(),%#@?=;:/,&$~", byte));
}

void rubric_html_put_url(rubric_buffer *out, rubric_slice url) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < url.size; i++) {
        unsigned char byte = (unsigned char)url.bytes[i];
        if (byte == '&') {
            rubric_buffer_put_string(out, "&amp;");
        } else if (byte == '\'') {
            rubric_buffer_put_string(out, "&#x27;");
        } else if (is_url_byte(byte)) {
            rubric_buffer_put_byte(out, (char)byte);
        } else {
            char encoded[3] = {'%', digits[byte >> 4], digits[byte & 15]};
            rubric_buffer_put(out, encoded, 3);
        }
    }
}

bool rubric_html_is_safe_url(rubric_slice url) {
    static const char *const schemes[] = {"http",   "https", "mailto", "ftp", "ftps",
                                          "tel",    "sms",   "news",   "irc", "xmpp",
                                          "magnet", "geo",   "doi",    "urn"};
    url = rubric_slice_trim(url);
    for (size_t i = 0; i < url.size; i++) {
        unsigned char byte = (unsigned char)url.bytes[i];
        if (byte == '/' || byte == '?' || byte == '#')
            return true; // relative: a colon further on is no scheme's
        if (byte < ' ')
            return false; // browsers drop control bytes, so `java\tscript:` would run
        if (byte != ':')
            continue;
        rubric_slice scheme = rubric_slice_part(url, 0, i);
        for (size_t s = 0; s < sizeof schemes / sizeof *schemes; s++)
            if (rubric_slice_equal_fold(scheme, rubric_slice_of(schemes[s])))
                return true;
        rubric_slice image = rubric_slice_of("data:image/");
        return url.size > image.size &&
               rubric_slice_equal_fold(rubric_slice_part(url, 0, image.size), image) &&
               rubric_slice_find(url, rubric_slice_of("svg"), 0) == SIZE_MAX;
    }
    return true;
}
