import NoteRanking
import Testing

/// In which order the answers to several phrasings come.
@Suite struct PhrasingFusionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var lists: [String]
    var order: String
    var reason: String
    var testDescription: String { "\(lists): \(reason)" }
  }

  static let rows = [
    Row(lists: [], order: "", reason: "no phrasing, no answer"),
    Row(lists: ["abc"], order: "abc", reason: "one list stays as it is"),
    Row(lists: ["abc", "abc"], order: "abc", reason: "equal lists stay as they are"),
    Row(
      lists: ["ab", "cb"], order: "bac",
      reason: "twice second is as much as once first, in more lists"),
    Row(
      lists: ["ab", "ba"], order: "ab", reason: "of equal ones the earlier phrasing's comes first"),
    Row(
      lists: ["xyza", "uvwa"], order: "xuayvzw", reason: "far down twice does not pass first once"),
  ]

  @Test(arguments: rows)
  func placesAddUp(_ row: Row) {
    var fusion = PhrasingFusion<Character>()
    for list in row.lists { fusion.add(list) }
    let lists = row.lists.map(Array.init)
    #expect(String(fusion.order.map { lists[$0.list][$0.place] }) == row.order)
  }

  @Test func answerIsTakenFromTheListWhereItStandsHighest() {
    var fusion = PhrasingFusion<Character>()
    for list in ["abc", "cab", "cba"] { fusion.add(list) }
    let places = fusion.order.map { [$0.list, $0.place] }
    #expect(places == [[1, 0], [0, 0], [0, 1]])
  }
}
