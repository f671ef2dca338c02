import NoteLinks
import SQLite

/// What the links of a note lead to, apart from the links: names come and go while a note stays the same.
enum TargetCoding {
  static func append(_ target: LinkTarget, to bytes: inout [UInt8]) {
    // Nearly all links are plain: one outcome, one file, no other that was meant.
    bytes.append(varint: Int(target.outcome.rawValue) << 1 | (target.others > 0 ? 1 : 0))
    bytes.append(varint: Int(target.file ?? 0))
    if target.others > 0 { bytes.append(varint: target.others) }
  }

  static func encode(_ targets: [LinkTarget]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(targets.count * 4)
    for target in targets { append(target, to: &bytes) }
    return bytes
  }

  static func decode(_ bytes: UnsafeRawBufferPointer) throws(SQLiteError) -> [LinkTarget] {
    var targets: [LinkTarget] = []
    // The least that a target takes; memory that is not written to costs nothing.
    targets.reserveCapacity(bytes.count / 2)
    var reader = RecordReader(bytes)
    while !reader.isAtEnd {
      let head = try reader.varint()
      let file = try reader.varint()
      let others = head & 1 == 0 ? 0 : try reader.varint()
      guard let outcome = Resolution.Outcome(rawValue: UInt8(clamping: head >> 1)) else {
        throw RecordReader.damage
      }
      targets.append(
        LinkTarget(outcome: outcome, file: file == 0 ? nil : Int64(file), others: others))
    }
    return targets
  }
}
