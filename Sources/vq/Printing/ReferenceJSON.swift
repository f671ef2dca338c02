import VaultKit

// The names of these members are a promise to scripts: new ones may come, none may change or go.

extension Reference {
  var json: JSON {
    .object([
      ("source", .text(source)), ("line", .integer(line)), ("column", .integer(column)),
      ("form", .text(form.rawValue)), ("embed", .boolean(isEmbed)),
      ("link", .text(link)), ("target", .text(String(target))),
      ("fragment", .optional(fragment.map(String.init), JSON.text)), ("display", .text(display)),
      ("property", .optional(property, JSON.text)), ("outcome", .text(outcome.rawValue)),
      ("path", .optional(path, JSON.text)), ("others", .integer(others)),
      ("fragmentFound", .optional(isFragmentFound, JSON.boolean)),
    ])
  }
}
