import Foundation
import TestSupport
import Testing

/// Compares the reader with the examples of the CommonMark specification.
@Suite(.enabled(if: Corpora.has("commonmark/spec-0.31.json"), "needs the corpora (VQ_CORPORA)"))
struct CommonMarkTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var number: Int
    var section: String
    var markdown: String
    var html: String
    var testDescription: String { "\(number) \(section)" }
  }

  static let examples: [Example] = {
    let file = Corpora.root.appendingPathComponent("commonmark/spec-0.31.json")
    guard let data = try? Data(contentsOf: file),
      let list = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]]
    else { return [] }
    return list.map {
      Example(
        number: $0["example"] as? Int ?? 0, section: $0["section"] as? String ?? "",
        markdown: $0["markdown"] as? String ?? "", html: $0["html"] as? String ?? "")
    }
  }()

  /// What differs because Obsidian has it so, by example.
  static let deviations: [Int: String] = [
    172: hidden, 174: hidden, 175: hidden, 178: hidden, 180: hidden,
    195: column, 220: column, 319: column,
    477: "an <img> that is written as HTML is no embed",
    522: inner, 576: inner, 577: inner,
    550: wiki, 561: wiki, 592: wiki,
  ]

  private static let hidden = "a reader sees nothing of scripts and styles"
  private static let column = "a reference definition must begin at column 1"
  private static let inner = "a link or embed in an image's text counts as well"
  private static let wiki = "double brackets make a wiki-link"

  @Test(arguments: examples)
  func readsWhatCommonMarkRenders(_ example: Example) {
    let found = ReadMarkdown(example.markdown)
    let expected = RenderedHTML(example.html)
    let isHTML = example.section == "HTML blocks" || example.section == "Raw HTML"
    let isSame =
      (isHTML ? found.words == expected.words : found.leaves == expected.leaves)
      && (isHTML || found.links.sorted() == expected.links.sorted())
      && found.items == expected.items
      && found.quotes == expected.quotes
    if let reason = Self.deviations[example.number] {
      #expect(!isSame, "\(example.number) does not differ any more: \(reason)")
      return
    }
    if isHTML {
      #expect(found.words == expected.words, "\(example.number): \(example.markdown)")
    } else {
      #expect(found.leaves == expected.leaves, "\(example.number): \(example.markdown)")
      #expect(
        found.links.sorted() == expected.links.sorted(), "\(example.number): \(example.markdown)")
    }
    #expect(found.items == expected.items, "\(example.number): \(example.markdown)")
    #expect(found.quotes == expected.quotes, "\(example.number): \(example.markdown)")
  }
}
