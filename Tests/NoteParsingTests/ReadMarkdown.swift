import NoteModel

@testable import NoteParsing

/// What the reader makes of Markdown, in the words of `RenderedHTML`.
struct ReadMarkdown {
  private(set) var leaves: [String] = []
  private(set) var links: [String] = []
  private(set) var items = 0
  private(set) var quotes = 0
  private(set) var words: [Substring.SubSequence] = []

  init(_ markdown: String) {
    var parser = NoteParser(keepsExternalLinks: true)
    let bytes = Array(markdown.utf8)
    let note = parser.parse(bytes, path: VaultPath("x.md"))
    links = note.links.map { link in
      let target = RenderedHTML.percentDecoded(link.link)
      // An autolink shows its target, in which nothing is escaped.
      let shown = link.display == link.link ? link.display : Self.plain(link.display)
      return "\(link.isEmbed ? "!" : "")\(target) \(shown)"
    }
    var scanner = BlockScanner()
    bytes.withUnsafeBufferPointer { buffer in
      scanner.scan(buffer.baseAddress ?? ByteClass.table, count: buffer.count, from: 0)
      guard let base = buffer.baseAddress else { return }
      leaves = Self.leaves(base, buffer.count, scanner.layout)
    }
    items = scanner.layout.items.count
    quotes = scanner.layout.quotes
    words = leaves.map { $0.drop { $0 != " " } }.joined(separator: " ")
      .split(whereSeparator: RenderedHTML.isSpace)
  }

  /// All of it on one line: blocks, then what is linked to, then how many items and quotes there are.
  var summary: String {
    var parts = [leaves.joined(separator: " | ")]
    parts += links.map { "-> \($0)" }
    if items > 0 { parts.append("items \(items)") }
    if quotes > 0 { parts.append("quotes \(quotes)") }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
      .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
      .split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "TAB")
  }

  private static func leaves(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ layout: BlockLayout
  ) -> [String] {
    var assembler = NoteAssembler()
    assembler.keepsExternalLinks = true
    var note = Note(path: VaultPath("x.md"), title: "")
    assembler.begin(bytes, count, isValid: true)
    assembler.readDefinitions(layout, into: &note)
    assembler.beginBody(at: 0, layout)
    assembler.readLeaves(layout, into: &note)
    return layout.leaves.compactMap { leaf in
      assembler.text.load(leaf, layout, bytes)
      switch leaf.kind {
      case .paragraph where leaf.isHidden, .comment: return nil
      case .code, .math:
        return "code "
          + (0..<Int(leaf.spanCount)).map { index in
            let span = layout.spans[Int(leaf.spanStart) + index]
            let text = UnsafeBufferPointer(
              start: bytes + Int(span.start), count: Int(span.end - span.start))
            return String(repeating: " ", count: span.pad)
              + String(decoding: text, as: UTF8.self)
              + "\n"
          }.joined()
      case .html:
        assembler.inlines.scanHTML(
          assembler.text.base(bytes), assembler.text.start, assembler.text.end)
        return shown("text", shownText(assembler, bytes))
      case .heading:
        assembler.inlines.scan(
          assembler.text.base(bytes), assembler.text.start, assembler.text.end)
        return "h\(leaf.level) " + shownText(assembler, bytes)
      default:
        assembler.inlines.scan(
          assembler.text.base(bytes), assembler.text.start, assembler.text.end)
        return shown("text", shownText(assembler, bytes))
      }
    }
  }

  private static func shownText(
    _ assembler: borrowing NoteAssembler, _ bytes: UnsafePointer<UInt8>
  ) -> String {
    assembler.plainText(to: assembler.text.end, raw: assembler.text.joined(bytes))
  }

  private static func shown(_ kind: String, _ text: String) -> String? {
    text.isEmpty ? nil : "\(kind) \(text)"
  }

  /// The text of a link without its markup.
  private static func plain(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return "" }
      var assembler = NoteAssembler()
      assembler.text.load(line: LineSpan(start: 0, end: Int32(buffer.count)))
      assembler.bytes = base
      assembler.inlines.showsAsRendered = true
      assembler.inlines.scan(base, 0, buffer.count)
      return RenderedHTML.oneLine(assembler.plainText(to: buffer.count, raw: text))
    }
  }
}
