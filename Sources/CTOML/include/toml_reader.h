// The C interface of the TOML reader, so that Swift needs no C++.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a call says of the document: a key names the value that comes next.
enum toml_event {
  toml_key,
  toml_table,
  toml_list,
  /// The end of a table or a list.
  toml_end,
  toml_text,
  toml_integer,
  toml_boolean,
  /// A number with a fraction, a date or a time.
  toml_other
};

/// Takes an event; `text` is no longer there after the call. `line` counts from 1.
typedef void (*toml_taker)(
    void *context, enum toml_event event, const char *text, size_t count, int64_t number,
    uint32_t line);

/// Where a document breaks a rule, and which: `text` ends with NUL and is cut where it is too long.
typedef struct {
  uint32_t line;
  uint32_t column;
  char text[256];
} toml_mistake;

/// Hands out a document, the keys of a table in the order of their letters. Returns 0 and hands out nothing if it breaks
/// a rule of TOML.
int toml_read(
    const char *bytes, size_t count, void *context, toml_taker take, toml_mistake *mistake);

#ifdef __cplusplus
}
#endif
