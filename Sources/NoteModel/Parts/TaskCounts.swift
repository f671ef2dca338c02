/// How many tasks a note has.
package struct TaskCounts: Sendable, Hashable {
  /// Those with a blank in their box.
  package var open: Int
  /// Those with any other sign.
  package var done: Int

  package init(open: Int = 0, done: Int = 0) {
    self.open = open
    self.done = done
  }

  package var isEmpty: Bool { open == 0 && done == 0 }

  /// Counts a task with this sign in its box.
  package mutating func count(_ sign: Unicode.Scalar) {
    if sign == " " { open += 1 } else { done += 1 }
  }
}
