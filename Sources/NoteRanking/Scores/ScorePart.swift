package import NoteQuery

/// One summand of a score, as `--explain` shows it.
package struct ScorePart: Sendable, Hashable {
  /// The word of the question it is about, as typed; nil where it is about several.
  package var term: String?
  package var field: Field?
  /// What it stands for: `match`, `coverage`, `about`, `nearness`, `passage`.
  package var label: String
  package var value: Double

  package init(term: String? = nil, field: Field? = nil, label: String, value: Double) {
    self.term = term
    self.field = field
    self.label = label
    self.value = value
  }
}
