import TestSupport
import Testing
import VaultKit

/// The note that an acronym means comes first, as far as the question lets it through.
@Suite struct AcronymAnswersTests {
  private static let files = [
    "People/Customer relationship management.md": "Keep in touch with clients.\n",
    "a.md": "Customer relationship management (CRM) is used.\n",
    "b.md": "A CRM tool.\n",
    "c.md": "Cold room manual (CRM): see the kitchen.\n",
    "Cold room manual.md": "Close the door.\n",
    "d.md": "The customer relationship management of today.\n",
  ]

  @Test(arguments: [
    ("CRM", "People/Customer relationship management.md"),
    ("what does CRM mean", "People/Customer relationship management.md"),
    ("CRM path:People", nil),
    ("CRM -keep", "Cold room manual.md"),
    ("CRM -keep -door", "c.md"),
    ("who is CRM", "b.md"),
    ("CRM tool", "b.md"),
  ])
  func firstAnswerIsTheNoteThatIsMeant(question: String, path: String?) throws {
    let vault = try TestVault(Self.files)
    let answers = try vault.open().ask(question, AskOptions(limit: 3)).answers
    #expect(answers.first?.path == path)
  }

  @Test func wordsAreTakenAsTheyAreWhereTheQuestionIsExact() throws {
    let vault = try TestVault(Self.files)
    let answers = try vault.open().ask("CRM", AskOptions(isExact: true)).answers
    #expect(!answers.contains { $0.path.hasPrefix("People") })
  }
}
