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
    Problem.Kind.propertyType.rawValue,
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
    var findings: [Finding] = []
    try forEachFinding(kinds: kinds, includesStyle: includesStyle) { findings.append($0) }
    return findings
  }

  /// Calls `body` with each problem that `check` returns, in its order: a note can have a million.
  public func forEachFinding(
    kinds: Set<String> = [], includesStyle: Bool = false, _ body: (Finding) throws -> Void
  ) throws {
    try refresh()
    // Where the system tells of changes, a vault without one has the same problems.
    guard part == nil, let generation = refresher.watch?.knownGeneration() else {
      keptFindings = nil
      return try forEachFinding(
        kinds: kinds, includesStyle: includesStyle, namesNearest: true, body)
    }
    if let kept = keptFindings, let findings = kept.findings, kept.generation == generation,
      kept.kinds == kinds, kept.includesStyle == includesStyle
    {
      return try findings.forEach(body)
    }
    keptFindings = nil
    var found = KeptFindings(generation, kinds: kinds, includesStyle: includesStyle)
    try forEachFinding(kinds: kinds, includesStyle: includesStyle, namesNearest: true) { finding in
      found.add(finding)
      try body(finding)
    }
    if refresher.watch?.knownGeneration() == generation { keptFindings = found }
  }

  /// Counts the problems that `check` returns.
  func countFindings() throws -> Int {
    var count = 0
    try forEachFinding(kinds: [], includesStyle: false, namesNearest: false) { _ in count += 1 }
    return count
  }

  private func forEachFinding(
    kinds: Set<String>, includesStyle: Bool, namesNearest: Bool, _ body: (Finding) throws -> Void
  ) throws {
    try refresh()
    try handingOut { index, isNext in
      let hasStyle = includesStyle || !kinds.isDisjoint(with: Self.kindsOfStyle)
      let accepted = try acceptances(index)
      var others = try listingFindings() + readFindings(index) + acceptanceFindings(accepted)
      others += try settingsFindings(index).map { FoundProblem(finding: $0) }
      if hasStyle {
        others += try attachmentFindings(index)
        others += try typeFindings(index).map { FoundProblem(finding: $0) }
      }
      func hand(_ problem: FoundProblem) throws {
        guard kinds.isEmpty || kinds.contains(problem.finding.kind),
          accepted[problem.finding.path]?.covers(problem) != true
        else { return }
        if isNext() { try body(problem.finding) }
      }
      var order = FindingOrder(others)
      let names = namesNearest ? NearestTargets(try index.allPaths(), index) : nil
      try forEachLinkFinding(index, names, hasStyle: hasStyle) { try order.add($0, hand) }
      try order.finish(hand)
    }
  }

  private func listingFindings() throws -> [FoundProblem] {
    try refresher.oddities().map { FoundProblem(finding: Self.finding($0.path, $0.problem)) }
  }

  private func readFindings(_ index: NoteIndex) throws -> [FoundProblem] {
    try index.problems().map { FoundProblem(finding: Self.finding($0.path, $0.problem)) }
  }

  private static func finding(_ path: VaultPath, _ problem: Problem) -> Finding {
    Finding(
      path: path.text, line: problem.position.line, column: problem.position.column,
      kind: problem.kind.rawValue, message: problem.message)
  }

  // MARK: Links

  private func forEachLinkFinding(
    _ index: NoteIndex, _ names: NearestTargets?, hasStyle: Bool,
    _ body: (FoundProblem) throws -> Void
  ) throws {
    var names = names
    let paths = KnownPaths(index)
    let plain = Resolution.Outcome.resolved
    let parsed = ParsedNotes(vault: self)
    func isWanted(_ link: UnsafeRawBufferPointer, _ target: LinkTarget) -> Bool {
      target.outcome != plain || target.others > 0 || hasStyle
        || target.file != nil && link.contains(UInt8(ascii: "#"))
    }
    try index.forEachLink(where: isWanted) { link in
      if link.record.target.outcome != plain {
        try body(try outcomeFinding(link, &names, paths))
      } else if link.record.target.others > 0 {
        try body(try ambiguityFinding(link, paths))
      }
      if let finding = try fragmentFinding(link, parsed, paths) { try body(finding) }
      if hasStyle, let finding = try caseFinding(link, paths) { try body(finding) }
    }
  }

  private func fragmentFinding(
    _ link: StoredLink, _ parsed: ParsedNotes, _ paths: KnownPaths
  ) throws -> FoundProblem? {
    guard let fragment = link.record.link.fragment, let file = link.record.target.file,
      let path = try paths.path(of: file), parsed.holds(fragment, in: path) == false
    else { return nil }
    let message = "'\(Self.written(link))' names no heading or block of '\(path)'"
    return candidate(link, .subpathMissing, message)
  }

  /// A link that several files fit equally well but for the length and order of their paths.
  private func ambiguityFinding(_ link: StoredLink, _ paths: KnownPaths) throws -> FoundProblem {
    let path = try link.record.target.file.flatMap { try paths.path(of: $0) }
    let others = link.record.target.others
    return candidate(
      link, .linkAmbiguous,
      "'\(Self.written(link))' leads to '\(path?.text ?? "")', but "
        + Plural.count(others, "other file", ("fits", "fit")) + " as well; write more of the path")
  }

  // MARK: Style

  /// A link that spells the name of its file in another letter case.
  private func caseFinding(_ link: StoredLink, _ paths: KnownPaths) throws -> FoundProblem? {
    guard link.record.target.outcome == .resolved,
      let file = link.record.target.file, let path = try paths.path(of: file),
      !link.record.link.target.isEmpty
    else { return nil }
    let target = link.record.link.target.split(separator: "/").last ?? ""
    let name = path.isNote && !VaultPath(target).isNote ? path.stem : path.name
    // A name that differs beyond letter case was found in another way.
    guard target != name, NameKey(target) == NameKey(name) else { return nil }
    let told = Lookalikes.told([String(target), String(name)])
    if told != [String(target), String(name)] {
      let shown = Self.written(link).replacing(target, with: told[0])
      return candidate(link, .linkCase, "'\(shown)' spells '\(told[1])' with other characters")
    }
    return candidate(
      link, .linkCase, "'\(Self.written(link))' spells '\(name)' in another letter case")
  }

  private func attachmentFindings(_ index: NoteIndex) throws -> [FoundProblem] {
    try index.attachmentsWithoutIncomingLinks().filter {
      NameKey($0.text.suffix(5)).text != ".base"
    }.map { path in
      FoundProblem(
        finding: Finding(
          path: path.text, line: 1, column: 1, kind: Problem.Kind.attachmentUnused.rawValue,
          message: "no note and no canvas shows '\(path.name)' or links to it"))
    }
  }

  private func outcomeFinding(
    _ link: StoredLink, _ names: inout NearestTargets?, _ paths: KnownPaths
  ) throws -> FoundProblem {
    let target = link.record.link.target
    let file = try link.record.target.file.flatMap { try paths.path(of: $0) }
    let written = Self.written(link)
    switch link.record.target.outcome {
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
      guard let nearest = try names?.nearest(to: target) else {
        return candidate(link, .linkUnresolved, "'\(written)' \(nothing)")
      }
      let name = target.split(separator: "/").last.map(String.init) ?? ""
      let told = Lookalikes.told([name, nearest])
      let shown = told[0] == name ? written : written.replacing(name, with: told[0])
      return candidate(
        link, .linkUnresolved, "'\(shown)' \(nothing); nearest is '\(told[1])'")
    }
  }

  private func candidate(_ link: StoredLink, _ kind: Problem.Kind, _ message: String)
    -> FoundProblem
  {
    FoundProblem(
      finding: Finding(
        path: link.source.text, line: link.record.position.line,
        column: link.record.position.column,
        kind: kind.rawValue, message: message),
      target: String(link.record.link.target))
  }

  private static func written(_ link: StoredLink) -> String {
    if let file = link.canvasFile { return file }
    let row = link.record.link
    let mark = row.isEmbed ? "!" : ""
    return row.form == .wiki ? "\(mark)[[\(row.link)]]" : "\(mark)[\(row.display)](\(row.link))"
  }

  // MARK: What a note accepts

  private func acceptances(_ index: NoteIndex) throws -> [String: Acceptances] {
    var accepted: [String: Acceptances] = [:]
    try index.forEachText(ofProperty: NameKey(Self.acceptProperty)) { path, text in
      accepted[path.text, default: Acceptances()].add(text)
    }
    return accepted
  }

  /// Reports each accepted kind that does not exist: such a misspelling accepts nothing.
  private func acceptanceFindings(_ accepted: [String: Acceptances]) throws -> [FoundProblem] {
    let kinds = Self.problemKinds
    var findings: [FoundProblem] = []
    for (path, acceptances) in accepted {
      let unknown = acceptances.kinds.subtracting(kinds + [""]).sorted()
      if unknown.isEmpty { continue }
      let note = try? parse(VaultPath(path)).note
      let property = note?.properties.first { NameKey($0.key).text == Self.acceptProperty }
      let position = property.flatMap { note?.lines.position(at: $0.range.start) }
      for kind in unknown {
        let nearest = Self.nearestWord(to: kind, among: kinds)
        findings.append(
          FoundProblem(
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
