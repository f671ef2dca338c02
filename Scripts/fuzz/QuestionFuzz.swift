// What libFuzzer runs: the question reader on any text, and the laws of QuestionLaws.swift on what it gives.
import Glibc
import NoteQuery
import NoteText

private let everyLanguage = Language.allCases.reduce(LanguageSet(.english)) { $0.union(LanguageSet($1)) }
nonisolated(unsafe) private let readers = [
  QuestionReader(tokenizer: Tokenizer()),
  QuestionReader(
    tokenizer: Tokenizer(), languages: everyLanguage, main: .german, isProperty: { $0.utf8.count < 4 },
    isTag: { $0.utf8.count < 4 }, today: { CivilDay(year: 2024, month: 2, day: 29) }),
]

@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  for reader in readers {
    let query = reader.read(text)
    fail(QuestionLaws.broken(query))
    if reader.read(text) != query { fail(["the same text gives another query"]) }
    _ = reader.readUnfinished(text)
  }
  return 0
}
