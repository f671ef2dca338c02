/// Inputs that are made to cost a careless reader more than their length.
struct Hostile {
  var name: String
  /// Makes one of about so many bytes.
  var make: (Int) -> [UInt8]

  private init(_ name: String, _ make: @escaping (Int) -> [UInt8]) {
    self.name = name
    self.make = make
  }

  private static func repeated(
    _ name: String, _ unit: String, before: String = "", after: String = ""
  )
    -> Hostile
  {
    Hostile(name) { size in
      let unit = Array(unit.utf8)
      var bytes = Array(before.utf8)
      bytes.reserveCapacity(size + unit.count + after.utf8.count)
      while bytes.count < size { bytes += unit }
      return bytes + Array(after.utf8)
    }
  }

  private static func growing(_ name: String, _ line: @escaping (Int) -> String) -> Hostile {
    Hostile(name) { size in
      var bytes: [UInt8] = []
      var count = 1
      while bytes.count < size {
        bytes += Array(line(count).utf8)
        count += 1
      }
      return bytes
    }
  }

  static let all: [Hostile] = [
    repeated("brackets", "[["),
    repeated("brackets-lines", "[[\n"),
    repeated("brackets-closed", "[[", after: "]]"),
    repeated("bracket-words", "[[ab "),
    repeated("stars", "*"),
    repeated("star-words", "*a "),
    repeated("star-both", "*a_b"),
    repeated("strong-both", "**a __b "),
    repeated("emphasis-closed", "*a* "),
    repeated("rule-of-three", "a**b*c"),
    growing("backticks") { String(repeating: "`", count: $0 % 4000) + "a" },
    repeated("backtick-words", "`a ``b "),
    repeated("quotes-one-line", ">"),
    growing("quotes-growing") { String(repeating: ">", count: $0 % 1000) + "a\n" },
    repeated("quote-blank", ">\n\n"),
    repeated("lists-one-line", "- "),
    repeated("lists-then-blank", "\n", before: String(repeating: "- ", count: 2000) + "a\n"),
    repeated("lists-then-text", "a\n\n", before: String(repeating: "- ", count: 2000) + "a\n"),
    growing("lists-growing") { String(repeating: " ", count: $0 % 1000) + "- a\n" },
    repeated("comment-open", "%% a\n"),
    repeated("comment-inline", "a %% b "),
    repeated("percents", "%"),
    repeated("html-comment", "<!-- a "),
    repeated("html-comment-lines", "a <!-- a\n"),
    repeated("html-lines", "<a\n"),
    repeated("html-attributes", "<a b='"),
    repeated("html-attributes-mixed", "<a b='c\"<a b=\"c' "),
    repeated("html-declarations", "<!A <? <![CDATA[ "),
    repeated("angles", "<"),
    repeated("scheme", "<a:"),
    repeated("mail", "<a@b."),
    repeated("table-pipes", "|", before: "|a|b|\n|--|--|\n"),
    repeated("table-headers", "|a|b|\n|--|--|\n\n"),
    repeated("table-delimiters", "|--\n"),
    repeated("table-wide", "|--", before: "", after: "\n"),
    repeated("footnotes", "[^"),
    repeated("footnote-inline", "^["),
    repeated("footnote-definitions", "[^a]: b\n"),
    repeated("definitions", "[a]: b\n"),
    repeated("definitions-open", "[a]: b \"\n"),
    repeated("reference-uses", "[a]", before: "[a]: b\n\n"),
    repeated("images", "!["),
    Hostile("images-nested") { size in
      Array(String(repeating: "![", count: size / 6).utf8)
        + Array(String(repeating: "](a)", count: size / 6).utf8)
    },
    Hostile("images-nested-in-text") { size in
      Array(String(repeating: "![[", count: size / 8).utf8)
        + Array(String(repeating: "]](a)", count: size / 8).utf8)
    },
    repeated("images-and-links", "![", after: String(repeating: "[a](b)", count: 1000)),
    repeated("links", "[a](b)"),
    repeated("links-open", "[a](b"),
    repeated("links-titles", "[a](b \"c"),
    repeated("links-nested", "[a](b(c"),
    repeated("link-text-nested", "[", after: String(repeating: "](a)", count: 100_000)),
    repeated("closers", "]"),
    repeated("dollars", "$a "),
    repeated("dollars-open", "$a"),
    repeated("dollar-pairs", "$$ a "),
    repeated("dollar-lines", "$$ a\n\n"),
    repeated("tags", "#a "),
    repeated("hashes", "#"),
    repeated("entities", "&a"),
    repeated("entities-known", "&amp;"),
    repeated("backslashes", "\\"),
    repeated("fields", "[a:: "),
    repeated("field-colons", "a:: "),
    repeated("field-colons-tight", "::"),
    repeated("highlight", "==a "),
    repeated("strike", "~~a~~"),
    repeated("one-line", "word "),
    repeated("one-word", "x"),
    repeated("tabs", "\t"),
    repeated("spaces-lines", "          \n"),
    repeated("headings", "# a\n"),
    repeated("headings-with-text", "# a\nb\n"),
    growing("headings-deep") { "\(String(repeating: "#", count: $0 % 6 + 1)) a\n" },
    repeated("labels", "**a**\n\n"),
    repeated("wiki-links", "[[a]]"),
    repeated("block-ids", "a ^b\n\n"),
    growing("block-ids-all-different") { "a ^\($0)\n\n" },
    growing("definitions-all-different") { "[\($0)]: b\n" },
    growing("footnotes-all-different") { "[^\($0)]: b\n" },
    repeated("items", "- a\n"),
    repeated("items-apart", "- a\n\n"),
    repeated("tasks", "- [ ] a\n"),
    repeated("autolinks", "<a:>"),
    repeated("paragraphs", "a\n\n"),
    repeated("lines", "a\n"),
    repeated("block-id-hyphens", "-", before: "a ^"),
    repeated("setext", "a\n=\n"),
    repeated("invalid", "\u{FFFD}"),
    repeated("yaml-never-closed", "a: b\n", before: "---\n"),
    repeated("yaml-keys", "a: b\n", before: "---\n", after: "---\n"),
    growing("yaml-many-keys") { $0 == 1 ? "---\n" : "k\($0): v\n" }.closed,
    repeated("yaml-flow", "[", before: "---\na: ", after: "\n---\n"),
    repeated("yaml-flow-maps", "{a: ", before: "---\na: ", after: "\n---\n"),
    repeated("yaml-items", "- a\n", before: "---\na:\n", after: "---\n"),
    repeated("yaml-flow-items", "a, ", before: "---\na: [", after: "b]\n---\n"),
    repeated("yaml-scalar", "x", before: "---\na: ", after: "\n---\n"),
    repeated("yaml-literal", "  x y z\n", before: "---\na: |\n", after: "---\n"),
    repeated("yaml-quoted", "x\\n", before: "---\na: \"", after: "\"\n---\n"),
    repeated("yaml-nested", " - a\n", before: "---\na:\n", after: "---\n"),
    repeated("yaml-tags", "#a b, ", before: "---\ntags: \"", after: "\"\n---\n"),
    repeated("yaml-dashes", "- ", before: "---\na:\n", after: "\n---\n"),
    repeated("yaml-brackets-closed", "[],", before: "---\na: [", after: "b]\n---\n"),
    repeated("yaml-braces", "{}", before: "---\na: ", after: "\n---\n"),
    repeated("yaml-percents", "%", before: "---\n", after: "\n---\n"),
    repeated("yaml-question-marks", "? ", before: "---\n", after: "\n---\n"),
    repeated("yaml-colons", ": ", before: "---\na", after: "\n---\n"),
    repeated("yaml-anchors", "- &a b\n", before: "---\na:\n", after: "---\n"),
    repeated("yaml-aliases", "- *a\n", before: "---\na: &a b\nc:\n", after: "---\n"),
    repeated("yaml-tags-of-items", "- !!str b\n", before: "---\na:\n", after: "---\n"),
    repeated("yaml-quoted-lines", "x\n  ", before: "---\na: \"", after: "\"\n---\n"),
    repeated("yaml-text-lines", "x\n  ", before: "---\na: ", after: "\n---\n"),
    repeated("yaml-comments", "# a\n", before: "---\n", after: "a: b\n---\n"),
    repeated("yaml-blank-lines", "\n", before: "---\na: |\n", after: "  b\n---\n"),
    growing("yaml-indents") { $0 == 1 ? "---\n" : String(repeating: " ", count: $0 - 2) + "a:\n" }
      .closed,
    Hostile("yaml-bomb") { size in
      var text = "---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n"
      var level = 1
      while text.utf8.count < size, level < 100_000 {
        let last = "*a\(level - 1)"
        text +=
          "a\(level): &a\(level) [\(Array(repeating: last, count: 9).joined(separator: ", "))]\n"
        level += 1
      }
      return Array((text + "---\n").utf8)
    },
  ]

  /// The same as the front matter's closing line is added.
  private var closed: Hostile {
    let make = make
    return Hostile(name) { make($0) + Array("---\n".utf8) }
  }
}
