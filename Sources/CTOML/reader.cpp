// Reads TOML with toml++ and passes each key and value to a function.
#include "toml_reader.h"

// Mistakes are values, and nothing is written: both would bring in streams and tables of exceptions.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace {

struct Reader {
  void *context;
  toml_taker take;

  void tell(toml_event event, uint32_t line, std::string_view text = {}, int64_t number = 0) {
    take(context, event, text.data(), text.size(), number, line);
  }

  // toml++ refuses values that stand more than 256 levels deep.
  void read(const toml::node &node) {
    const uint32_t line = node.source().begin.line;
    if (const auto *table = node.as_table()) {
      tell(toml_table, line);
      for (const auto &[key, value] : *table) {
        tell(toml_key, key.source().begin.line, key.str());
        read(value);
      }
      tell(toml_end, line);
    } else if (const auto *list = node.as_array()) {
      tell(toml_list, line);
      for (const auto &value : *list) read(value);
      tell(toml_end, line);
    } else if (const auto *text = node.as_string()) {
      tell(toml_text, line, text->get());
    } else if (const auto *number = node.as_integer()) {
      tell(toml_integer, line, {}, number->get());
    } else if (const auto *boolean = node.as_boolean()) {
      tell(toml_boolean, line, {}, boolean->get());
    } else {
      tell(toml_other, line);
    }
  }
};

}  // namespace

int toml_read(
    const char *bytes, size_t count, void *context, toml_taker take, toml_mistake *mistake) {
  const auto result = toml::parse(std::string_view(bytes, count));
  if (!result) {
    const auto &error = result.error();
    mistake->line = error.source().begin.line;
    mistake->column = error.source().begin.column;
    const auto text = error.description();
    const auto length = text.copy(mistake->text, sizeof mistake->text - 1);
    mistake->text[length] = 0;
    return 0;
  }
  Reader{context, take}.read(result.table());
  return 1;
}
