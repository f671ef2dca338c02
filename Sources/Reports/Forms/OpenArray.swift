/// An array of JSON that is written element by element.
struct OpenArray {
  private(set) var isOpen = false
  private var hasElements = false

  /// No array.
  init() {}

  /// Begins an array.
  init(_ output: Output) {
    output.write("[")
    isOpen = true
  }

  /// Begins an object and, as its last member, an array.
  init(in fields: [Field], _ name: String, _ output: Output) {
    output.write("{")
    for field in fields {
      output.write(.text(field.name))
      output.write(":")
      output.write(field.value)
      output.write(",")
    }
    output.write(.text(name))
    output.write(":")
    self.init(output)
  }

  /// Says that the next value is an element.
  mutating func beginElement(_ output: Output) {
    if hasElements { output.write(",") }
    hasElements = true
  }
}
