import Characters
import NoteIndex
import NoteModel

extension Vault {
  /// What is wrong with the vault's settings: files that are of no use, and "Excluded files" that count as absent, for all
  /// paths or for some.
  func settingsFindings(_ index: NoteIndex) throws -> [Finding] {
    let files = try settingsFaults().map { fault in
      Finding(
        path: fault.path, line: 1, column: 1, kind: Problem.Kind.fileUnreadable.rawValue,
        message: fault.message)
    }
    return files + (try excludedFindings(index))
  }

  private func excludedFindings(_ index: NoteIndex) throws -> [Finding] {
    if excluded.isEmpty, excluded.faults.isEmpty { return [] }
    excluded.settle(try index.allPaths())
    let file = settingsFile ?? []
    return excluded.faults.map { fault in
      let position = Self.position(of: fault.filter, inJSON: file)
      let subject = fault.filter.isEmpty ? "" : "'\(Self.shown(fault.filter))' excludes nothing: "
      let kind: Problem.Kind = fault.isLimit ? .beyondLimits : .patternInvalid
      return Finding(
        path: ObsidianSettings.name, line: position.line, column: position.column,
        kind: kind.rawValue, message: "\"Excluded files\": " + subject + fault.message)
    }
  }

  /// The beginning of a filter, which may be as long as a file.
  private static func shown(_ filter: String) -> String {
    let beginning = filter.prefix(longestShown)
    return beginning.endIndex == filter.endIndex ? filter : beginning + "…"
  }

  /// Most characters of a filter that a message shows.
  private static let longestShown = 100

  /// The place of a string that is written with as few escapes as can be, else the file's beginning.
  private static func position(of text: String, inJSON file: [UInt8]) -> Position {
    var written: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        written.append(UInt8(ascii: "\\"))
      }
      written.append(byte)
    }
    written.append(UInt8(ascii: "\""))
    let start = file.firstRange(of: written)?.lowerBound ?? 0
    let before = file[..<start]
    let line = before.count { $0 == .lineFeed } + 1
    let lineStart = before.lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
    return Position(line: line, column: start - lineStart + 1)
  }
}
