/// What is known of a part of a search before all is read that it asks for.
struct Knowledge: Sendable, Hashable {
  var canHold: Bool
  var canFail: Bool

  static let open = Knowledge(canHold: true, canFail: true)
  static let holds = Knowledge(canHold: true, canFail: false)
  static let fails = Knowledge(canHold: false, canFail: true)

  /// The same for a part of a file, if this is about all of its text: what stands there need not stand in each part.
  func ofPart(_ node: SearchPlan.Node) -> Knowledge {
    switch node {
    case .text(_, .body), .text(_, .tags), .text(_, .anywhere): canHold ? .open : .fails
    default: self
    }
  }

  static func known(_ holds: Bool) -> Knowledge { holds ? .holds : .fails }

  /// Puts together what is known of a search, from what is known of its texts, parts and properties.
  ///
  /// The nodes are looked at where they are, since a copy counts its uses: each file is asked.
  ///
  /// - Parameter leaf: Is asked for texts, parts of bodies, properties and values.
  static func of(_ node: SearchPlan.Node, _ leaf: (SearchPlan.Node) -> Knowledge) -> Knowledge {
    switch node {
    case .text, .part, .property, .value: return leaf(node)
    case .not(let inner):
      let inner = of(inner, leaf)
      return Knowledge(canHold: inner.canFail, canFail: inner.canHold)
    case .all(let nodes):
      var all = Knowledge.holds
      let nodes = nodes.span
      for index in nodes.indices {
        let one = of(nodes[index], leaf)
        all = Knowledge(
          canHold: all.canHold && one.canHold, canFail: all.canFail || one.canFail)
        if !all.canHold { break }
      }
      return all
    case .any(let nodes):
      var any = Knowledge.fails
      let nodes = nodes.span
      for index in nodes.indices {
        let one = of(nodes[index], leaf)
        any = Knowledge(
          canHold: any.canHold || one.canHold, canFail: any.canFail && one.canFail)
        if !any.canFail { break }
      }
      return any
    }
  }
}
