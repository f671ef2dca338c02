import Characters
import NoteModel

// Keys are nearly always text. Others get the name that Obsidian gives them: a number that of its value,
// a list or map a short form.

extension YAMLTree {
  /// Returns a map entry's key.
  func keyText(_ child: Int32) -> String {
    let key = nodes[Int(child)].key
    return key < 0 ? "" : name(ofKey: key)
  }

  /// Returns a key's name.
  func name(ofKey key: Int32) -> String {
    let node = nodes[Int(key)]
    switch node.kind {
    case .scalar:
      let typed = node.isPlain ? withText(key) { YAMLScalar.typed($0) } : nil
      switch typed {
      case .null?: return ""
      case .boolean(let value)?: return value ? "true" : "false"
      case .number(let value, _)?: return Self.spelled(value)
      default: return text(key)
      }
    case .alias:
      let isScalar = nodes[Int(node.target)].kind == .scalar
      return isScalar ? name(ofKey: node.target) : source(node)
    case .list, .map: return short(key)
    }
  }

  /// A number as JavaScript writes it: up to 21 digits before the point, up to six zeros after it.
  private static func spelled(_ number: Double) -> String {
    guard number.isFinite else {
      return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }
    guard number != 0 else { return "0" }
    // Swift's description has the same digits, perhaps with the point in another place.
    let parts = number.magnitude.description.split(separator: "e")
    let point = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = point.count > 1 && point[1] != "0" ? point[1] : ""
    let all = String(point[0]) + fraction
    let digits = String(all.drop { $0 == "0" })
    // The value is 0.digits × 10^exponent.
    let exponent =
      point[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - (all.count - digits.count)
    let text = layOut(trimmingZeros(digits), exponent)
    return number < 0 ? "-" + text : text
  }

  private static func trimmingZeros(_ digits: String) -> String {
    String(digits.reversed().drop { $0 == "0" }.reversed())
  }

  private static func layOut(_ digits: String, _ exponent: Int) -> String {
    let count = digits.count
    if exponent > 21 || exponent < -5 {
      let power = exponent - 1
      let fraction = count > 1 ? "." + digits.dropFirst() : ""
      return "\(digits.prefix(1))\(fraction)e\(power < 0 ? "-" : "+")\(abs(power))"
    }
    if exponent <= 0 { return "0." + String(repeating: "0", count: -exponent) + digits }
    guard count > exponent else { return digits + String(repeating: "0", count: exponent - count) }
    return "\(digits.prefix(exponent)).\(digits.dropFirst(exponent))"
  }

  /// A value as it is written, on one line.
  private func source(_ node: Node) -> String {
    UnsafeBufferPointer(start: file + Int(node.start), count: Int(node.end - node.start))
      .split { $0 == .lineFeed }
      .map { String(decoding: $0.trimmed(\.isSpace), as: UTF8.self) }
      .joined(separator: " ")
  }

  /// A list or map on one line, its texts as they are written.
  private func short(_ index: Int32) -> String {
    let node = nodes[Int(index)]
    guard node.kind == .list || node.kind == .map else { return source(node) }
    let parts = children(index).map { child in
      node.kind == .list ? short(child) : shortEntry(child)
    }
    let (open, close) = node.kind == .list ? ("[", "]") : ("{", "}")
    return parts.isEmpty ? open + close : "\(open) \(parts.joined(separator: ", ")) \(close)"
  }

  private func shortEntry(_ child: Int32) -> String {
    let node = nodes[Int(child)]
    let key = short(node.key)
    guard node.start == node.end else { return "\(key): \(short(child))" }
    // Without a colon the null stands where its key ends.
    return node.start == nodes[Int(node.key)].end ? key : "\(key):"
  }
}
