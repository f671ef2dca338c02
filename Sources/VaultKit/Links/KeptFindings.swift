/// The findings of `check`, kept while a client reads them page by page and nothing changes.
struct KeptFindings {
  /// The index that was checked.
  let generation: Int64
  let kinds: Set<String>
  let includesStyle: Bool
  /// nil once they are too many to be kept.
  private(set) var findings: [Finding]? = []
  private var bytes = 0
  /// Most bytes of findings that are kept: a note can have a million problems.
  private static let mostBytes = 16 << 20

  init(_ generation: Int64, kinds: Set<String>, includesStyle: Bool) {
    (self.generation, self.kinds, self.includesStyle) = (generation, kinds, includesStyle)
  }

  mutating func add(_ finding: Finding) {
    bytes += MemoryLayout<Finding>.size + finding.path.utf8.count + finding.message.utf8.count
    if bytes > Self.mostBytes { findings = nil }
    findings?.append(finding)
  }
}
