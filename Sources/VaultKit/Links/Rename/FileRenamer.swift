// Links do not follow a file by themselves. So what each link leads to is recorded, the new names are
// looked at, and whatever leads elsewhere with its old text gets a new one. Nothing is written here: the
// result is a plan whose every file was read again in its new form, and whose every link was resolved.

import NoteIndex
import NoteLinks
import NoteModel

/// Plans how a file, or a folder with all that is in it, gets another name or place.
struct FileRenamer {
  private let vault: Vault
  private let index: NoteIndex
  private let moves: Moves
  private let empty: RenamePlan
  private let format: LinkFormat
  private let before: LinkResolver
  private let after: LinkResolver

  init(_ vault: Vault, from old: VaultPath, to new: VaultPath) throws {
    try self.init(vault, Moves([old: new]), RenamePlan(path: old, newPath: new))
  }

  /// Plans for a folder. Its files keep their names; those that the index does not know go with it.
  init(_ vault: Vault, folder old: String, to new: String) throws {
    var moves: [VaultPath: VaultPath] = [:]
    let start = (old + "/").utf8
    try vault.index.forEachFile { path, _ in
      guard path.starts(with: start) else { return }
      let rest = String(decoding: path.dropFirst(old.utf8.count), as: UTF8.self)
      moves[VaultPath(old + rest)] = VaultPath(new + rest)
    }
    var plan = RenamePlan(folder: old, newFolder: new)
    plan.moved = moves.count
    try self.init(vault, Moves(moves), plan)
  }

  private init(_ vault: Vault, _ moves: Moves, _ plan: RenamePlan) throws {
    let index = try vault.index
    self.vault = vault
    self.index = index
    self.moves = moves
    empty = plan
    format = LinkFormat(settings: vault.settingsFile)
    before = LinkTargets.resolver(over: index, vault.settings)
    after = LinkResolver(
      filesNamed: { key in
        let files = ((try? index.files(named: key)) ?? []).filter { moves.new(of: $0) == nil }
        return files + moves.arrivals(named: key)
      },
      notesWithAlias: { key in
        ((try? index.notes(withAlias: key)) ?? []).map { moves.new(of: $0) ?? $0 }
      },
      showsUnsupportedFiles: vault.settings.showsUnsupportedFiles)
  }

  /// Returns the plan. Throws `VaultError` of kind `cannotRewrite` where a link would lead elsewhere.
  func plan() throws -> RenamePlan {
    var plan = empty
    var seen: Set<String> = []
    for source in try sources() {
      guard let real = try? FileSystem.realPath(vault.root + "/" + source.text),
        vault.isOurs(real), seen.insert(real).inserted
      else { continue }
      try rewrite(source, real, &plan)
    }
    return plan
  }

  /// The notes with a link that the change can touch, and all canvases; not what cannot be read.
  private func sources() throws -> [VaultPath] {
    var paths: Set<VaultPath> = []
    var keys: Set<NameKey> = []
    for (old, new) in moves.all {
      if old.isNote { paths.insert(old) }
      if let id = try index.fileID(of: old) {
        for link in try index.links(to: id) { paths.insert(link.source) }
        // Of several notes with one alias, the place of each decides which one is meant.
        keys.formUnion(try index.aliases(of: id).map { LinkKey.affected(byAlias: $0) })
      }
      keys.formUnion(LinkKey.affected(byFile: old) + LinkKey.affected(byFile: new))
    }
    for key in keys {
      for link in try index.links(waitingFor: key) { paths.insert(link.source) }
    }
    return try vault.readable(paths.sorted { $0.text < $1.text } + index.canvasPaths())
  }

  private func rewrite(_ source: VaultPath, _ real: String, _ plan: inout RenamePlan) throws {
    guard let bytes = vault.contents(source) else {
      throw VaultError(.unreadableFile, at: source.text)
    }
    let file = LinkedFile(bytes, path: source)
    let newSource = moves.new(of: source) ?? source
    var rewriter = FileRewriter(file)
    var expected: [Target?] = []
    for occurrence in file.occurrences {
      let target = try target(of: occurrence, in: source)
      guard var wanted = target.map({ moved($0) }),
        try self.newTarget(of: occurrence, in: newSource) != wanted
      else {
        expected.append(target.map { moved($0) })
        continue
      }
      // Whatever is written anew names the file itself.
      wanted.isByAlias = false
      if occurrence.isDefinedElsewhere {
        expected.append(wanted)
      } else if let pieces = pieces(for: occurrence, to: wanted.path, from: newSource) {
        expected.append(wanted)
        rewriter.replace(in: occurrence, pieces)
      } else {
        expected.append(nil)
        let line = file.lines.line(at: occurrence.offset)
        plan.leftLinks += 1
        plan.warnings.append("\(source):\(line): '\(occurrence.link)' has to be changed by hand")
      }
    }
    guard !rewriter.isEmpty else { return }
    let rewritten = rewriter.rewritten()
    try verify(LinkedFile(rewritten, path: newSource), expected, file)
    plan.changes += rewriter.changes
    plan.files.append(RewrittenFile(path: real, old: bytes, new: rewritten))
  }

  /// What a link leads to, and how. Obsidian does not follow aliases: a link that named its file, and that
  /// only an alias would still lead there, leads elsewhere.
  private struct Target: Hashable {
    var path: VaultPath
    var isByAlias = false

    init(_ path: VaultPath) { self.path = path }

    /// Nil for a link that leads nowhere.
    init?(_ resolution: Resolution) {
      guard let path = resolution.path else { return nil }
      self.path = path
      isByAlias = resolution.outcome == .viaAlias
    }
  }

  private func moved(_ target: Target) -> Target {
    var target = target
    target.path = moves.new(of: target.path) ?? target.path
    return target
  }

  /// What an occurrence leads to before the change; nil for nothing, and for its own note without a name.
  private func target(
    of occurrence: LinkedFile.Occurrence, in source: VaultPath
  ) throws -> Target? {
    if occurrence.isExactPath { return try index.file(at: occurrence.link).map { Target($0) } }
    if occurrence.target.isEmpty { return nil }
    return Target(before.resolve(occurrence.target, form: occurrence.form, from: source))
  }

  /// What its text leads to after the change.
  private func newTarget(
    of occurrence: LinkedFile.Occurrence, in source: VaultPath
  ) throws -> Target? {
    if occurrence.isExactPath {
      if let file = try index.file(at: occurrence.link), moves.new(of: file) == nil {
        return Target(file)
      }
      let path = VaultPath(occurrence.link)
      return moves.old(of: path) == nil ? nil : Target(path)
    }
    return Target(after.resolve(occurrence.target, form: occurrence.form, from: source))
  }

  // MARK: New texts

  /// Returns what to replace in an occurrence, so that it leads to `wanted`; nil where nothing does.
  private func pieces(
    for occurrence: LinkedFile.Occurrence, to wanted: VaultPath, from source: VaultPath
  ) -> [(range: Range<Int>, text: String)]? {
    guard let site = occurrence.site else { return nil }
    guard let text = occurrence.isExactPath ? wanted.text : text(occurrence, wanted, source) else {
      return nil
    }
    var pieces = [(range: site.path, text: site.spelled(text))]
    if let display = site.display,
      let shown = shown(wanted, String(decoding: occurrence.text.bytes[display], as: UTF8.self))
    {
      let piece = (range: display, text: shown)
      if display.lowerBound < site.path.lowerBound {
        pieces.insert(piece, at: 0)
      } else {
        pieces.append(piece)
      }
    }
    return pieces
  }

  /// The new text shown for a link that showed a file's old name; nil where it stays.
  private func shown(_ file: VaultPath, _ display: String) -> String? {
    guard let old = moves.old(of: file), old.name != file.name else { return nil }
    if display.utf8.elementsEqual(old.stem.utf8) { return String(file.stem) }
    if display.utf8.elementsEqual(old.name.utf8) { return String(file.name) }
    return nil
  }

  /// The target as the user's settings want it, `.md` as the link had it; the first that leads there.
  private func text(
    _ occurrence: LinkedFile.Occurrence, _ wanted: VaultPath, _ source: VaultPath
  ) -> String? {
    let form = occurrence.form
    let usual = after.linkText(to: wanted, from: source, form: form, format: format)
    var texts = [usual, wanted.text, "/" + wanted.text]
    if wanted.isNote {
      let hadExtension = VaultPath(LinkTrim.trimmed(occurrence.target)).isNote
      texts.insert(Self.with(hadExtension, usual), at: 0)
      texts.insert(Self.with(form == .markdown, wanted.text), at: 2)
    }
    return texts.first {
      let resolution = after.resolve($0, form: form, from: source)
      return resolution.path == wanted && resolution.outcome != .viaAlias
    }
  }

  private static func with(_ hasExtension: Bool, _ text: String) -> String {
    let isNote = VaultPath(text).isNote
    if hasExtension == isNote { return text }
    return hasExtension ? text + ".md" : String(text.dropLast(3))
  }

  // MARK: Looking again

  /// Resolves every link of the rewritten file; where no target was expected nothing is asked for.
  private func verify(
    _ file: LinkedFile, _ expected: [Target?], _ old: LinkedFile
  ) throws {
    for (place, (occurrence, wanted)) in zip(file.occurrences, expected).enumerated() {
      guard let wanted, try newTarget(of: occurrence, in: file.path) != wanted else { continue }
      throw VaultError(.cannotRewrite, of: old.occurrences[place], in: old)
    }
    if file.occurrences.count != expected.count {
      throw VaultError(.cannotRewrite, at: old.path.text)
    }
  }
}

/// Blanks around a target, which do not belong to it.
enum LinkTrim {
  static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.utf8.first == 0x20 { text = text.dropFirst() }
    while text.utf8.last == 0x20 { text = text.dropLast() }
    return text
  }
}

extension LinkFormat {
  /// Reads the setting `newLinkFormat` of a vault.
  init(settings: [UInt8]?) {
    let setting = ObsidianSettings.text("newLinkFormat", in: settings)
    self = setting.flatMap(LinkFormat.init) ?? .shortest
  }
}
