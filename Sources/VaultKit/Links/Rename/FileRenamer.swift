// Links do not follow a file by themselves. So what each link leads to is recorded, the new names are
// looked at, and whatever leads elsewhere with its old text gets a new one. Nothing is written here: the
// result is a plan whose every file was read again in its new form, and whose every link was resolved.

import Characters
import NoteIndex
import NoteLinks
import NoteModel
import SQLite

/// Plans how a file, or a folder with all that is in it, gets another name or place.
final class FileRenamer: LinkJudge {
  private let vault: Vault
  private let index: NoteIndex
  private let moves: Moves
  private let empty: RenamePlan
  private let format: LinkFormat
  private let before: LinkResolver
  private let after: LinkResolver
  /// What was found out about the links of the file that is looked at.
  private var befores: [Spelling: Fate] = [:]
  private var afters: [Spelling: Target?] = [:]
  /// Most spellings that are kept: a file can have a million links, most in a few spellings.
  private static let mostKept = 10_000
  /// What a link waits for that the change can touch.
  private var keys: Set<NameKey> = []
  /// Digests of what links wait for that lead anywhere, before or after; gathered for a file of many links.
  private lazy var knownKeys = gatherKeys()
  /// From this many spellings of a file on, gathering them pays.
  private static let manySpellings = 5000
  private var spellings = 0
  /// What links have to lead to, and the number of each, from 1.
  private var targets: [Target] = []
  private var numbers: [Target: UInt32] = [:]

  /// - Parameter journal: Where the plan is written.
  convenience init(
    _ vault: Vault, from old: VaultPath, to new: VaultPath, in journal: JournalWriter
  ) throws {
    try self.init(
      vault, Moves([old: new]), RenamePlan(path: old.text, newPath: new.text, in: journal))
  }

  /// Plans for a folder. Its files keep their names; those that the index does not know go with it.
  convenience init(
    _ vault: Vault, folder old: String, to new: String, in journal: JournalWriter
  ) throws {
    var moves: [VaultPath: VaultPath] = [:]
    let start = (old + "/").utf8
    try vault.index.forEachFile { path, _ in
      guard path.starts(with: start) else { return }
      let rest = String(decoding: path.dropFirst(old.utf8.count), as: UTF8.self)
      moves[VaultPath(old + rest)] = VaultPath(new + rest)
    }
    var plan = RenamePlan(path: old + "/", newPath: new + "/", in: journal)
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
    var maker = try PlanMaker(vault, empty)
    for source in try sources() {
      (befores, afters, targets, numbers, spellings) = ([:], [:], [], [:], 0)
      try maker.rewrite(source, as: moves.new(of: source) ?? source, by: self)
    }
    return try maker.finished()
  }

  /// The notes with a link that the change can touch, and all canvases; not what cannot be read.
  private func sources() throws -> [VaultPath] {
    var paths: Set<VaultPath> = []
    for (old, new) in moves.all {
      if old.isNote { paths.insert(old) }
      if let id = try index.fileID(of: old) {
        // Of several notes with one alias, the place of each decides which one is meant.
        keys.formUnion(try index.aliases(of: id).map { LinkKey.affected(byAlias: $0) })
      }
      keys.formUnion(LinkKey.affected(byFile: old) + LinkKey.affected(byFile: new))
    }
    paths.formUnion(try index.sources(waitingFor: keys))
    return try vault.readable(paths.sorted { $0.text < $1.text } + index.canvasPaths())
  }

  // MARK: Links

  /// What decides where a link leads, within one file.
  private struct Spelling: Hashable {
    var target: String
    var form: Link.Form
    var isExactPath: Bool

    init(_ occurrence: Occurrence) {
      target = String(occurrence.target)
      form = occurrence.form
      isExactPath = occurrence.isExactPath
    }

    /// Stands for a link that stays as it is.
    var number: UInt32 { UInt32(truncatingIfNeeded: Digest.of(target)) | FileRenamer.isUntouched }
  }

  /// What becomes of all links of one spelling.
  private struct Fate {
    /// What they have to lead to afterwards, as one of `targets`; 0 for nothing.
    var expected: UInt32 = 0
    /// The file they lead to, where their text has to change.
    var wanted: VaultPath?
    /// The new text; nil where none leads there.
    var text: String?
  }

  func judge(_ occurrence: Occurrence, in file: LinkedFile) throws -> Verdict {
    let spelling = Spelling(occurrence)
    let fate: Fate
    if let known = befores[spelling] {
      fate = known
    } else {
      fate = try self.fate(of: occurrence, in: file.path)
      if befores.count == Self.mostKept { befores.removeAll(keepingCapacity: true) }
      befores[spelling] = fate
    }
    guard let wanted = fate.wanted else { return .stays(fate.expected) }
    let written = occurrence.written(in: file.bytes)
    if written.isDefinedElsewhere { return .stays(fate.expected) }
    guard let site = written.site, let text = fate.text else { return .left }
    return .changes(pieces(site, written.text, text, wanted), fate.expected)
  }

  func isRight(_ occurrence: Occurrence, _ expected: UInt32, in file: LinkedFile) throws -> Bool {
    let spelling = Spelling(occurrence)
    if expected & Self.isUntouched != 0 { return expected == spelling.number }
    if let known = afters[spelling] { return known == targets[Int(expected) - 1] }
    let target = try newTarget(of: occurrence, in: file.path)
    if afters.count == Self.mostKept { afters.removeAll(keepingCapacity: true) }
    afters[spelling] = .some(target)
    return target == targets[Int(expected) - 1]
  }

  private func fate(of occurrence: Occurrence, in source: VaultPath) throws -> Fate {
    if let fate = fateWithoutLooking(occurrence, source) { return fate }
    let newSource = moves.new(of: source) ?? source
    guard var wanted = try target(of: occurrence, in: source).map({ moved($0) }) else {
      return Fate()
    }
    if try newTarget(of: occurrence, in: newSource) == wanted {
      return Fate(expected: number(of: wanted))
    }
    // Whatever is written anew names the file itself.
    wanted.isByAlias = false
    let path = wanted.path
    return Fate(
      expected: number(of: wanted), wanted: path,
      text: occurrence.isExactPath ? path.text : text(occurrence, path, newSource))
  }

  /// What becomes of a link whose name says that nothing can; nil where it has to be resolved.
  private func fateWithoutLooking(_ occurrence: Occurrence, _ source: VaultPath) -> Fate? {
    if occurrence.isExactPath || occurrence.target.isEmpty { return nil }
    let key = LinkKey.of(occurrence.target)
    if moves.new(of: source) == nil {
      return keys.contains(key) ? nil : Fate(expected: Spelling(occurrence).number)
    }
    spellings += 1
    guard spellings > Self.manySpellings else { return nil }
    return knownKeys.contains(Digest.of(key.text)) ? nil : Fate()
  }

  private func gatherKeys() -> Set<Int64> {
    var known = Set(keys.map { Digest.of($0.text) })
    try? index.forEachFile { path, _ in
      for key in LinkKey.affected(byFile: VaultPath(String(decoding: path, as: UTF8.self))) {
        known.insert(Digest.of(key.text))
      }
    }
    try? index.forEachAlias { (alias) throws(SQLiteError) in
      known.insert(Digest.of(LinkKey.affected(byAlias: alias).text))
    }
    return known
  }

  /// Marks the number of a link that the change cannot touch: what has to stay is its target.
  fileprivate static let isUntouched: UInt32 = 1 << 31

  private func number(of target: Target) -> UInt32 {
    if let number = numbers[target] { return number }
    targets.append(target)
    numbers[target] = UInt32(truncatingIfNeeded: targets.count)
    return UInt32(truncatingIfNeeded: targets.count)
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
    of occurrence: Occurrence, in source: VaultPath
  ) throws -> Target? {
    if occurrence.isExactPath { return Target(before.resolve(wholePath: occurrence.link)) }
    if occurrence.target.isEmpty { return nil }
    return Target(before.resolve(occurrence.target, form: occurrence.form, from: source))
  }

  /// What its text leads to after the change.
  private func newTarget(
    of occurrence: Occurrence, in source: VaultPath
  ) throws -> Target? {
    if occurrence.isExactPath { return Target(after.resolve(wholePath: occurrence.link)) }
    return Target(after.resolve(occurrence.target, form: occurrence.form, from: source))
  }

  // MARK: New texts

  /// Returns what to replace in a link, so that its target is `target`.
  private func pieces(
    _ site: LinkSite, _ written: EncodedText, _ target: String, _ wanted: VaultPath
  ) -> [(range: Range<Int>, text: String)] {
    var pieces = [(range: site.path, text: site.spelled(target))]
    if let display = site.display,
      let shown = shown(wanted, String(decoding: written.bytes[display], as: UTF8.self))
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
    _ occurrence: Occurrence, _ wanted: VaultPath, _ source: VaultPath
  ) -> String? {
    let form = occurrence.form
    let usual = after.linkText(to: wanted, from: source, form: form, format: format)
    var texts = [usual, wanted.text, "/" + wanted.text]
    if wanted.isNote {
      let hadExtension = VaultPath(LinkTrim.trimmed(occurrence.target)).isNote
      texts = texts.flatMap { [Self.with(hadExtension, $0), Self.with(!hadExtension, $0)] }
    }
    return texts.first {
      if form == .wiki, Self.meetsBrackets($0) { return false }
      let resolution = after.resolve($0, form: form, from: source)
      return resolution.path == wanted && resolution.outcome != .viaAlias
    }
  }

  /// Whether a target's own bracket would make three with those of a wiki-link.
  private static func meetsBrackets(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "[") || text.utf8.last == UInt8(ascii: "]")
  }

  private static func with(_ hasExtension: Bool, _ text: String) -> String {
    let isNote = VaultPath(text).isNote
    if hasExtension == isNote { return text }
    return hasExtension ? text + ".md" : String(text.dropLast(3))
  }
}

/// Blanks around a target, which do not belong to it.
enum LinkTrim {
  static func trimmed(_ text: Substring) -> Substring {
    Substring(text.utf8.trimmed { $0 == .space })
  }
}

extension LinkFormat {
  /// Reads the setting `newLinkFormat` of a vault.
  init(settings: [UInt8]?) {
    let setting = ObsidianSettings.text("newLinkFormat", in: settings)
    self = setting.flatMap(LinkFormat.init) ?? .shortest
  }
}
