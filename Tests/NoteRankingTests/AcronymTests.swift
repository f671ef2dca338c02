import NoteQuery
import NoteText
import Testing

@testable import NoteRanking

@Suite struct AcronymTests {
  @Test(arguments: [
    ("the Domain Name System (DNS) is", "DNS", "Domain Name System"),
    ("DNS (Domain Name System)", "DNS", "Domain Name System"),
    ("dns (domain name system)", "dns", "domain name system"),
    ("Life-Disciplines-Projects (LDP)", "LDP", "Life-Disciplines-Projects"),
    ("the Internet of Things (IoT)", "IoT", "Internet of Things"),
    ("Center for Early Music (CEM)", "CEM", "Center for Early Music"),
    ("SQL: Structured Query Language", "SQL", "Structured Query Language"),
    ("API – Application Programming Interface", "API", "Application Programming Interface"),
    ("CRM = Customer relationship management", "CRM", "Customer relationship management"),
    ("LAN is short for local area network.", "LAN", "local area network"),
    ("Key Performance Indicators (KPIs)", "KPIs", "Key Performance Indicators"),
    ("taxe sur la valeur ajoutée (TVA)", "TVA", "taxe sur la valeur ajoutée"),
    ("Bund für Musik in der Stadt (BMS)", "BMS", "Bund für Musik in der Stadt"),
    ("the corporate Identity (CI)", "CI", "corporate Identity"),
    ("Domain Name (DNS)", "DNS", nil),
    ("DNS: a system", "DNS", nil),
    ("Some Domain Name Service (DNX)", "DNX", nil),
    ("(DNS)", "DNS", nil),
    ("DNS (", "DNS", nil),
    ("DNS", "DNS", nil),
    ("Große Übung (GÜ)", "GÜ", nil),
    ("a (B", "B", nil),
  ])
  func wordsThatItIsShortForAreFound(text: String, word: String, meaning: String?) throws {
    let bytes = Array(text.utf8)
    let place = try #require(text.firstRange(of: word))
    let start = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
    bytes.withUnsafeBufferPointer { bytes in
      let found = Acronym.meaning(
        of: start..<start + word.utf8.count, in: 0..<bytes.count, of: bytes)
      #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == meaning)
    }
  }

  @Test(arguments: [
    ("what does DNS stand for", "DNS"), ("DNS", "DNS"), ("what is an ACL", "ACL"), ("KPIs", "KPI"),
    ("DNS server", nil), ("x", nil), ("deoxyribonucleic", nil), ("b2b", nil), ("!", nil),
    ("who is AP", nil), ("when was CI", nil), ("was bedeutet DB", "DB"),
  ])
  func onlyWordOfAQuestionMayBeOne(question: String, word: String?) {
    let reader = QuestionReader(tokenizer: Tokenizer())
    #expect(Acronym(of: reader.read(question))?.letters == word)
  }

  @Test(arguments: [
    ("VET", true), ("what does vet mean", true), ("vet", false), ("where is the vet", false),
  ])
  func wordInSmallLettersMayBeAnyWord(question: String, isCertain: Bool) throws {
    let reader = QuestionReader(tokenizer: Tokenizer())
    #expect(try #require(Acronym(of: reader.read(question))).isCertain == isCertain)
  }
}
