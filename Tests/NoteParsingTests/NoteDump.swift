import NoteModel

/// Writes a note down as an indented tree, so that one assertion sees all of it.
enum NoteDump {
  static func text(_ note: Note) -> String {
    var lines = ["note \(note.path) '\(note.title)'"]
    func add(_ line: String, _ depth: Int = 1) {
      lines.append(String(repeating: "  ", count: depth) + line)
    }
    for alias in note.aliases { add("alias '\(alias.text)' \(show(alias.range))") }
    for question in note.questions { add("question '\(question.text)' \(show(question.range))") }
    for tag in note.tags { add("tag \(tag.name) \(tag.origin) \(show(tag.range))") }
    for property in note.properties {
      add("property \(property.key) = \(show(property.value)) \(show(property.range))")
    }
    if let range = note.frontMatter { add("front matter \(show(range))") }
    for heading in note.headings {
      add("heading \(heading.level) '\(heading.text)' \(show(heading.range))")
    }
    for label in note.labels { add("label '\(label.text)' \(show(label.range))") }
    for link in note.links { add(show(link)) }
    for link in note.propertyLinks { add("property \(link.keyPath) " + show(link.link)) }
    for definition in note.definitions {
      add("definition \(definition.id) -> \(definition.link) \(show(definition.range))")
    }
    for block in note.blocks {
      add("block \(block.kind.name)\(id(block.id)) \(show(block.range))")
    }
    for item in note.listItems {
      let task = item.task.map { " [\($0)]" } ?? ""
      add("item\(task)\(id(item.id)) parent \(item.parent) \(show(item.range))")
    }
    for block in note.blockIDs { add("id ^\(block.id) \(show(block.range))") }
    for footnote in note.footnotes { add("footnote \(footnote.id) \(show(footnote.range))") }
    for reference in note.footnoteReferences {
      add("footnote reference \(reference.id) \(show(reference.range))")
    }
    for section in note.sections {
      let path = section.headingPath.joined(separator: " > ")
      add(
        "section \(section.kind) \(section.level) '\(path)' \(show(section.range)) "
          + "lines \(section.line)-\(section.endLine)")
      let text = String(decoding: section.text.bytes, as: UTF8.self)
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      where !section.text.isEmpty {
        add("\(section.text.firstLine + index)|\(line)", 2)
      }
      for leaf in section.text.leaves { add("leaf \(leaf.kind) \(leaf.start)-\(leaf.end)", 2) }
    }
    for problem in note.problems {
      add(
        "problem \(problem.kind.rawValue) \(problem.position.line):\(problem.position.column) "
          + problem.message)
    }
    return lines.joined(separator: "\n")
  }

  static func show(_ range: SourceRange) -> String { "\(range.start)..\(range.end)" }

  static func show(_ link: Link) -> String {
    let form = link.form == .wiki ? "wiki" : "markdown"
    return "\(link.isEmbed ? "embed" : "link") \(form) '\(link.link)' shows '\(link.display)' "
      + show(link.range)
  }

  static func show(_ value: PropertyValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let flag): "\(flag)"
    case .number(_, let source): source
    case .text(let text): "'\(text)'"
    case .list(let list): "[" + list.map(show).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\($0.key): \(show($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  private static func id(_ id: String?) -> String { id.map { " ^\($0)" } ?? "" }
}
