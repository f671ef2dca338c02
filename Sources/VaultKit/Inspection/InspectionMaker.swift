import NoteModel
import NoteParsing
import Platform

extension Inspection {
  /// Reads a file that need not be in a vault.
  ///
  /// Throws `VaultError` where it cannot be read.
  public init(file path: String) throws {
    do throws(SystemError) {
      self.init(bytes: try FileSystem.contents(of: path, acceptsPipes: true), name: path)
    } catch {
      throw VaultError(.unreadableFile, at: path, cause: error.reason)
    }
  }

  /// Reads a note from memory, or a canvas if its name ends with `.canvas`.
  ///
  /// The name gives the title where the text has none.
  public init(bytes: [UInt8], name: String) {
    let path = VaultPath(name)
    var notes = NoteParser()
    var canvases = CanvasParser()
    let isCanvas = NameKey(name).text.hasSuffix(".canvas")
    let note = bytes.withUnsafeBytes { bytes in
      isCanvas
        ? canvases.parse(bytes, path: path)
        : notes.parse(bytes, path: path, for: .places)
    }
    self = InspectionMaker(note: note).inspection
  }
}

/// Turns a parsed note into named members.
private struct InspectionMaker: Sendable {
  let note: Note

  var inspection: Inspection {
    Inspection(
      title: note.title,
      groups: [
        group("properties", note.properties) { property in
          item(
            property.range, ("key", .text(property.key)), ("value", value(property.value)),
            ("inline", .boolean(property.origin == .inline)))
        },
        group("tags", note.tags) { item($0.range, ("name", .text($0.name))) },
        group("aliases", note.aliases) { item($0.range, ("text", .text($0.text))) },
        group("questions", note.questions) { item($0.range, ("text", .text($0.text))) },
        group("headings", note.headings) {
          item($0.range, ("level", .integer($0.level)), ("text", .text($0.text)))
        },
        group("labels", note.labels) { item($0.range, ("text", .text($0.text))) },
        group("links", note.links) { link($0) },
        group("propertyLinks", note.propertyLinks) {
          link($0.link, ("keyPath", .text($0.keyPath)))
        },
        group("sections", note.sections, section),
        group("blocks", note.blocks) {
          item($0.range, ("type", .text($0.kind.name)), ("id", text($0.id)))
        },
        group("listItems", note.listItems, listItem),
        group("footnotes", note.footnotes) { item($0.range, ("id", .text($0.id))) },
        group("footnoteReferences", note.footnoteReferences) {
          item($0.range, ("id", .text($0.id)))
        },
        group("problems", note.problems, problem),
      ])
  }

  private func group<Elements: RandomAccessCollection & Sendable>(
    _ name: String, _ elements: Elements,
    _ make: @escaping @Sendable (Elements.Element) -> Inspection.Item
  ) -> Inspection.Group where Elements.Index == Int {
    Inspection.Group(name: name, count: elements.count) { make(elements[$0]) }
  }

  private func item(
    _ range: SourceRange, _ members: (String, Inspection.Value)...
  ) -> Inspection.Item {
    let position = note.lines.position(at: range.start)
    return Inspection.Item(
      members: members.map { Inspection.Member(name: $0.0, value: $0.1) }, line: position.line,
      column: position.column, range: range.start..<max(range.start, range.end))
  }

  private func text(_ text: String?) -> Inspection.Value { text.map { .text($0) } ?? .null }

  private func link(
    _ link: Link, _ first: (String, Inspection.Value)...
  ) -> Inspection.Item {
    var made = item(
      link.range, ("form", .text(link.form == .wiki ? "wiki" : "markdown")),
      ("embed", .boolean(link.isEmbed)), ("target", .text(String(link.target))),
      ("fragment", text(link.fragment.map(String.init))), ("display", .text(link.display)))
    made.members.insert(
      contentsOf: first.map { Inspection.Member(name: $0.0, value: $0.1) }, at: 0)
    return made
  }

  private func section(_ section: Section) -> Inspection.Item {
    item(
      section.range, ("headings", .list(section.headingPath.map { .text($0) })),
      ("firstLine", .integer(section.line)), ("lastLine", .integer(section.endLine)))
  }

  private func listItem(_ listItem: ListItem) -> Inspection.Item {
    // Obsidian counts lines from 0 and marks items at the root by a negative number.
    let parent: Inspection.Value = listItem.parent < 0 ? .null : .integer(listItem.parent + 1)
    return item(
      listItem.range, ("task", text(listItem.task)), ("parentLine", parent),
      ("id", text(listItem.id)))
  }

  private func problem(_ problem: Problem) -> Inspection.Item {
    Inspection.Item(
      members: [
        Inspection.Member(name: "kind", value: .text(problem.kind.rawValue)),
        Inspection.Member(name: "message", value: .text(problem.message)),
      ], line: problem.position.line, column: problem.position.column, range: place(of: problem))
  }

  /// The place of a problem as an empty range: how far it reaches is not known.
  private func place(of problem: Problem) -> Range<Int> {
    let line = min(max(1, problem.position.line), note.lines.starts.count)
    let offset = Int(note.lines.starts[line - 1]) + problem.position.column - 1
    return offset..<offset
  }

  private func value(_ value: PropertyValue) -> Inspection.Value {
    switch value {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .number(let number, _): .number(number)
    case .text(let text): .text(text)
    case .list(let values): .list(values.map(self.value))
    case .map(let entries):
      .map(entries.map { Inspection.Member(name: $0.key, value: self.value($0.value)) })
    }
  }
}
