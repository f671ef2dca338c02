import Foundation
import NoteModel

/// A note's metadata, one line a fact, in the words of Obsidian's cache.
struct CapturedNote {
  static let fields = [
    "headings", "links", "embeds", "frontmatterLinks", "tags", "sections", "listItems", "blocks",
    "frontmatter", "frontmatterPosition",
  ]

  private var facts: [String: [String]] = [:]

  func lines(_ field: String) -> [String] { facts[field] ?? [] }

  /// What the reader found.
  init(_ note: Note) {
    facts["headings"] = note.headings.map { "\($0.level) \($0.text) \(Self.show($0.range))" }
    facts["links"] = note.links.filter { !$0.isEmbed }.map(Self.show)
    facts["embeds"] = note.links.filter(\.isEmbed).map(Self.show)
    facts["frontmatterLinks"] = note.propertyLinks.map {
      "\($0.keyPath) \($0.link.link) | \($0.link.display)"
    }
    facts["tags"] = note.tags.filter { $0.origin == .body }.map {
      "#\($0.name) \(Self.show($0.range))"
    }
    facts["sections"] = note.blocks.map {
      "\($0.kind.name) \($0.id ?? "-") \(Self.show($0.range))"
    }
    facts["listItems"] = note.listItems.map {
      "\($0.task ?? "-") \($0.parent) \($0.id ?? "-") \(Self.show($0.range))"
    }
    facts["blocks"] = note.blockIDs.map { "\($0.id.lowercased()) \(Self.show($0.range))" }.sorted()
    facts["frontmatter"] = note.properties.filter { $0.origin == .frontMatter }.map {
      "\($0.key) = \(NoteDump.show($0.value))"
    }.sorted()
    facts["frontmatterPosition"] = note.frontMatter.map { [Self.show($0)] } ?? []
  }

  /// What Obsidian captured; positions turned into byte offsets.
  init(_ cache: [String: Any], _ source: String) {
    let units = Array(source.utf16)
    func offset(_ place: Any?) -> Int {
      let offset = (place as? [String: Any])?["offset"] as? Int ?? -1
      return String(decoding: units[0..<max(0, min(offset, units.count))], as: UTF16.self).utf8
        .count
    }
    func show(_ position: Any?) -> String {
      let position = position as? [String: Any]
      return Self.show(SourceRange(offset(position?["start"]), offset(position?["end"])))
    }
    func list(_ key: String, _ body: ([String: Any]) -> String?) {
      facts[key] = (cache[key] as? [[String: Any]] ?? []).compactMap(body)
    }
    list("headings") { "\($0["level"] ?? "") \($0["heading"] ?? "") \(show($0["position"]))" }
    for key in ["links", "embeds"] {
      list(key) {
        "\($0["link"] ?? "") | \($0["displayText"] ?? "") \(show($0["position"]))"
      }
    }
    list("frontmatterLinks") {
      "\($0["key"] ?? "") \($0["link"] ?? "") | \($0["displayText"] ?? "")"
    }
    list("tags") { "\($0["tag"] ?? "") \(show($0["position"]))" }
    list("sections") { "\($0["type"] ?? "") \($0["id"] ?? "-") \(show($0["position"]))" }
    list("listItems") {
      "\($0["task"] ?? "-") \($0["parent"] ?? "") \($0["id"] ?? "-") \(show($0["position"]))"
    }
    let blocks = cache["blocks"] as? [String: [String: Any]] ?? [:]
    facts["blocks"] = blocks.map { "\($0.key) \(show($0.value["position"]))" }.sorted()
    let properties = cache["frontmatter"] as? [String: Any] ?? [:]
    facts["frontmatter"] = properties.map { "\($0.key) = \(Self.show(json: $0.value))" }.sorted()
    facts["frontmatterPosition"] = cache["frontmatterPosition"].map { [show($0)] } ?? []
  }

  private static func show(_ link: Link) -> String {
    "\(link.link) | \(link.display) \(show(link.range))"
  }

  private static func show(_ range: SourceRange) -> String { "\(range.start)..\(range.end)" }

  private static func show(json value: Any) -> String {
    switch value {
    case is NSNull: "null"
    case let text as String: "'\(text)'"
    case let list as [Any]: "[" + list.map(show(json:)).joined(separator: ", ") + "]"
    case let map as [String: Any]:
      "{"
        + map.sorted { $0.key < $1.key }.map { "\($0.key): \(show(json: $0.value))" }
        .joined(separator: ", ") + "}"
    case let number as NSNumber:
      isBoolean(number) ? "\(number.boolValue)" : "\(number)"
    default: "?"
    }
  }

  private static func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}
