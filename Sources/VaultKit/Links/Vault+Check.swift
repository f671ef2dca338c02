import NoteIndex
import NoteLinks
import NoteModel

extension Vault {
  /// The property by which a note accepts problems that are meant.
  private static let acceptProperty = "vq-accept"

  /// The names of all kinds of problem, those that only `includesStyle` lists at the end.
  public static var problemKinds: [String] {
    Problem.Kind.allCases.map(\.rawValue)
  }

  /// Kinds that are matters of taste in most vaults.
  private static let kindsOfStyle: Set<String> = [
    Problem.Kind.linkCase.rawValue, Problem.Kind.attachmentUnused.rawValue,
  ]

  /// Returns the problems of the vault that no note accepts, by path and position.
  ///
  /// - Parameters:
  ///   - kinds: Only problems of these kinds; empty for all.
  ///   - includesStyle: Also links that spell a name in another letter case, and attachments that
  ///     nothing links to. Naming such a kind lists it as well.
  public func check(
    kinds: Set<String> = [], includesStyle: Bool = false
  ) throws -> [Finding] {
    try refresh()
    return try withIndex { index in
      var findings = try listingFindings() + readFindings(index) + linkFindings(index)
      findings += try settingsFindings(index).map { Candidate(finding: $0) }
      if includesStyle || !kinds.isDisjoint(with: Self.kindsOfStyle) {
        findings += try caseFindings(index) + attachmentFindings(index)
      }
      let accepted = try acceptances(index)
      findings += try acceptanceFindings(accepted)
      if !kinds.isEmpty { findings.removeAll { !kinds.contains($0.finding.kind) } }
      findings.removeAll { finding in
        accepted[finding.finding.path]?.contains { $0.covers(finding) } ?? false
      }
      return findings.map(\.finding).sorted {
        ($0.path, $0.line, $0.column, $0.kind) < ($1.path, $1.line, $1.column, $1.kind)
      }
    }
  }

  /// A finding and, for a link, the target it is about.
  private struct Candidate {
    var finding: Finding
    var target: String?
  }

  private func listingFindings() throws -> [Candidate] {
    try refresher.oddities().map { Candidate(finding: Self.finding($0.path, $0.problem)) }
  }

  private func readFindings(_ index: NoteIndex) throws -> [Candidate] {
    try index.problems().map { Candidate(finding: Self.finding($0.path, $0.problem)) }
  }

  private static func finding(_ path: VaultPath, _ problem: Problem) -> Finding {
    Finding(
      path: path.text, line: problem.position.line, column: problem.position.column,
      kind: problem.kind.rawValue, message: problem.message)
  }

  // MARK: Links

  private func linkFindings(_ index: NoteIndex) throws -> [Candidate] {
    let names = NearestFiles(try index.allPaths())
    let plain = Int(Resolution.Outcome.resolved.rawValue)
    var findings: [Candidate] = []
    for link in try index.links(exceptPlain: plain) {
      findings.append(
        link.row.target.outcome == plain
          ? try ambiguityFinding(link, index) : try outcomeFinding(link, names, index))
    }
    let parsed = ParsedNotes(vault: self)
    for link in try index.linksWithFragment() {
      guard let file = link.row.target.file, let path = try index.path(of: file),
        let fragment = link.row.link.fragment, parsed.holds(fragment, in: path) == false
      else { continue }
      let message = "'\(Self.written(link))' names no heading or block of '\(path)'"
      findings.append(candidate(link, .subpathMissing, message))
    }
    return findings
  }

  /// A link that several files fit equally well but for the length and order of their paths.
  private func ambiguityFinding(_ link: StoredLink, _ index: NoteIndex) throws -> Candidate {
    let path = try link.row.target.file.flatMap { try index.path(of: $0) }
    let others = link.row.target.others
    return candidate(
      link, .linkAmbiguous,
      "'\(Self.written(link))' leads to '\(path?.text ?? "")', but \(others) other "
        + "file\(others == 1 ? " fits" : "s fit") as well; write more of the path")
  }

  // MARK: Style

  /// Links that spell the name of their file in another letter case.
  private func caseFindings(_ index: NoteIndex) throws -> [Candidate] {
    let plain = Int(Resolution.Outcome.resolved.rawValue)
    var findings: [Candidate] = []
    try index.forEachLink { link in
      guard link.row.target.outcome == plain, let file = link.row.target.file,
        let path = try index.path(of: file), !link.row.link.target.isEmpty
      else { return }
      let target = link.row.link.target.split(separator: "/").last ?? ""
      let name = path.isNote && !VaultPath(target).isNote ? path.stem : path.name
      // A name that differs beyond letter case was found in another way.
      guard target != name, NameKey(target) == NameKey(name) else { return }
      let told = Lookalikes.told([String(target), String(name)])
      if told != [String(target), String(name)] {
        let shown = Self.written(link).replacing(target, with: told[0])
        findings.append(
          candidate(link, .linkCase, "'\(shown)' spells '\(told[1])' with other characters"))
        return
      }
      findings.append(
        candidate(
          link, .linkCase, "'\(Self.written(link))' spells '\(name)' in another letter case"))
    }
    return findings
  }

  private func attachmentFindings(_ index: NoteIndex) throws -> [Candidate] {
    try index.attachmentsWithoutIncomingLinks().filter {
      NameKey($0.text.suffix(5)).text != ".base"
    }.map { path in
      Candidate(
        finding: Finding(
          path: path.text, line: 1, column: 1, kind: Problem.Kind.attachmentUnused.rawValue,
          message: "no note and no canvas shows '\(path.name)' or links to it"))
    }
  }

  private func outcomeFinding(
    _ link: StoredLink, _ names: NearestFiles, _ index: NoteIndex
  ) throws -> Candidate {
    let target = link.row.link.target
    let file = try link.row.target.file.flatMap { try index.path(of: $0) }
    let written = Self.written(link)
    switch Resolution.Outcome(rawValue: UInt8(clamping: link.row.target.outcome)) {
    case .viaAlias:
      return candidate(
        link, .linkViaAlias,
        "'\(written)' reaches '\(file?.text ?? "")' by an alias; Obsidian shows it unresolved")
    case .unsupportedTarget:
      return candidate(
        link, .linkUnsupportedTarget,
        "'\(written)' leads to a type of file that Obsidian does not show")
    default:
      let hasExtension = target.utf8.suffix(5).contains(UInt8(ascii: "."))
      let nothing = "names no \(hasExtension ? "file" : "note")"
      guard let nearest = names.nearest(to: target, limit: 1).first else {
        return candidate(link, .linkUnresolved, "'\(written)' \(nothing)")
      }
      let name = target.split(separator: "/").last.map(String.init) ?? ""
      let told = Lookalikes.told([name, nearest])
      let shown = told[0] == name ? written : written.replacing(name, with: told[0])
      return candidate(
        link, .linkUnresolved, "'\(shown)' \(nothing); nearest is '\(told[1])'")
    }
  }

  private func candidate(_ link: StoredLink, _ kind: Problem.Kind, _ message: String) -> Candidate {
    Candidate(
      finding: Finding(
        path: link.source.text, line: link.row.position.line, column: link.row.position.column,
        kind: kind.rawValue, message: message),
      target: String(link.row.link.target))
  }

  private static func written(_ link: StoredLink) -> String {
    if let file = link.canvasFile { return file }
    let row = link.row.link
    let mark = row.isEmbed ? "!" : ""
    return row.form == .wiki ? "\(mark)[[\(row.link)]]" : "\(mark)[\(row.display)](\(row.link))"
  }

  // MARK: What a note accepts

  /// A kind of problem, and the target it is accepted for; nil for all.
  private struct Acceptance {
    var kind: String
    var target: String?

    /// Reads `link-unresolved` or `link-unresolved Name of the note`.
    init(_ text: String) {
      let parts = text.split(separator: " ", maxSplits: 1)
      kind = parts.first.map(String.init) ?? ""
      target = parts.count > 1 ? NameKey(parts[1]).text : nil
    }

    func covers(_ candidate: Candidate) -> Bool {
      guard kind == candidate.finding.kind else { return false }
      guard let target else { return true }
      return candidate.target.map { NameKey($0).text == target } ?? false
    }
  }

  private func acceptances(_ index: NoteIndex) throws -> [String: [Acceptance]] {
    var accepted: [String: [Acceptance]] = [:]
    for (path, text) in try index.texts(ofProperty: NameKey(Self.acceptProperty)) {
      accepted[path.text, default: []].append(Acceptance(text))
    }
    return accepted
  }

  /// What notes accept that is no kind of problem: it would else be silent and accept nothing.
  private func acceptanceFindings(_ accepted: [String: [Acceptance]]) throws -> [Candidate] {
    let kinds = Self.problemKinds
    var findings: [Candidate] = []
    for (path, acceptances) in accepted {
      let unknown = Set(acceptances.map(\.kind)).subtracting(kinds + [""]).sorted()
      if unknown.isEmpty { continue }
      let note = try? parse(VaultPath(path)).note
      let property = note?.properties.first { NameKey($0.key).text == Self.acceptProperty }
      let position = property.flatMap { note?.lines.position(at: $0.range.start) }
      for kind in unknown {
        let nearest = Self.nearestWord(to: kind, among: kinds)
        findings.append(
          Candidate(
            finding: Finding(
              path: path, line: position?.line ?? 1, column: position?.column ?? 1,
              kind: Problem.Kind.acceptUnknown.rawValue,
              message: "'\(Self.acceptProperty)' names no kind of problem: '\(kind)'"
                + (nearest.map { "; nearest is '\($0)'" } ?? ""))))
      }
    }
    return findings
  }
}
