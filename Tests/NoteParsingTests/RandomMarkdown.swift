import TestSupport

/// Makes notes out of the pieces that mean something to a reader.
enum RandomMarkdown {
  private static let starts: [String] = [
    "", "", "", "- ", "* ", "1. ", "2) ", "> ", ">", "> > ", "# ", "## ", "    ", "\t", "  ",
    "- [ ] ", "- [x] ", "```", "~~~", "$$", "%%", "<!--", "<div>", "| ", "|--|--|", "---", "===",
    "[^1]: ", "[a]: ", "> [!note] ", "**a:**", "^id", "key:: ", "- - ", "***", "</div>", "<?", "+ ",
  ]

  private static let pieces: [String] = [
    "word ", "[[", "]]", "|", "[", "]", "(", ")", "![", "*", "**", "_", "__", "`", "``", "$", "$$",
    "%%", "==", "~~", "#tag", " #", "^id", " ^id", "[^1]", "^[", "\\", "&amp;", "&#x41;", "<b>",
    "<br>", "-->", "<!--", "https://e.org", "<https://e.org>", "::", "[k:: v]", "é", "日本", "😀",
    "\u{200B}", "\u{A0}", " ", "  ", "\t", "a", "1", "{", "}", ":", "'", "\"", "<script>",
    "</script>",
  ]

  private static let frontMatter: [String] = [
    "tags: [a, \"b c\"]", "aliases: A, B", "keywords: |-", "  one?", "  two?", "x:", "  - [[N]]",
    "  - \"[[N#h|d]]\"", "y: 1", "y: 2", "z: {a: b, c: [d]}", "- a", "title: T: x", "t: 'it''s'",
    "k: &a b", "l: *a", "é: ü", "# c", "e: \"\\n\"", "n: >-", "...", "\t", "d: 2020-01-01", "f: [",
  ]

  private static let odd: [UInt8] = [0x00, 0x0D, 0x0B, 0x7F, 0x80, 0xC2, 0xE2, 0xED, 0xF0, 0xFF]

  static func note(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    if Int.random(in: 0..<20, using: &generator) == 0 { bytes += [0xEF, 0xBB, 0xBF] }
    let ending = Int.random(in: 0..<8, using: &generator) == 0 ? "\r\n" : "\n"
    if Int.random(in: 0..<3, using: &generator) == 0 {
      bytes += Array(yaml(&generator, ending).utf8)
    }
    for _ in 0..<Int.random(in: 0..<25, using: &generator) {
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        bytes += Array(pick(starts, &generator).utf8)
      }
      for _ in 0..<Int.random(in: 0..<7, using: &generator) {
        bytes += Array(pick(pieces, &generator).utf8)
      }
      if Int.random(in: 0..<60, using: &generator) == 0 {
        bytes.append(odd[Int.random(in: 0..<odd.count, using: &generator)])
      }
      bytes += Array(ending.utf8)
    }
    return bytes
  }

  /// A front matter, mostly one that is no valid YAML.
  static func yaml(_ generator: inout SeededGenerator, _ ending: String) -> String {
    var text = "---" + ending
    for _ in 0..<Int.random(in: 0..<6, using: &generator) {
      text += pick(frontMatter, &generator) + ending
    }
    return text + "---" + ending
  }

  private static func pick(_ list: [String], _ generator: inout SeededGenerator) -> String {
    list[Int.random(in: 0..<list.count, using: &generator)]
  }
}
