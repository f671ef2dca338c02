#ifndef VQ_UNICODE_TABLES_H
#define VQ_UNICODE_TABLES_H

#include <stdint.h>

// What a character is to the tokenizer; the numbers are those of Scripts/make-unicode-tables.py.
enum {
  VQ_SEPARATOR = 0,
  VQ_LETTER = 1,
  VQ_DIGIT = 2,
  VQ_BIGRAM = 3,      // a letter of a script without blanks between words
  VQ_SINGLE = 4,      // a word by itself: an emoji, a fraction
  VQ_MARK = 5,        // belongs to the letter before it
  VQ_IGNORED = 6,     // as if it were not there: accents, joiners, the soft hyphen
  VQ_APOSTROPHE = 7,
};

// What one or many characters have in common. With `length` 0 a character folds to itself plus
// `value`; else to the `length` bytes of the pool from `value` on.
typedef struct {
  int32_t value;
  uint8_t kind;
  uint8_t length;
} vq_unicode_record;

// Lower case for ASCII letters, digits as they are, 0xFF for bytes of longer characters; else no part
// of a word: 1 for the apostrophe, 2 for the full stop, 3 for the percent sign, 0 for the rest.
extern const uint8_t vq_ascii_folds[256];
extern const uint16_t vq_unicode_index[];
extern const uint16_t vq_unicode_blocks[];
extern const vq_unicode_record vq_unicode_records[];
extern const uint8_t vq_unicode_pool[];

// Swift reads a C array of unknown length only through a pointer.
static inline const uint8_t *vq_unicode_pool_start(void) { return vq_unicode_pool; }
static inline const uint8_t *vq_ascii_folds_start(void) { return vq_ascii_folds; }

static inline vq_unicode_record vq_unicode_look_up(uint32_t scalar) {
  if (scalar >= 0x30000) {  // ideographs; tags and variation selectors; private use
    vq_unicode_record rest = {0, VQ_SEPARATOR, 0};
    if (scalar < 0x40000) rest.kind = VQ_BIGRAM;
    if (scalar >> 12 == 0xE0) rest.kind = VQ_IGNORED;
    return rest;
  }
  uint16_t block = vq_unicode_index[scalar >> 7];
  return vq_unicode_records[vq_unicode_blocks[(block << 7) | (scalar & 127)]];
}

#endif
