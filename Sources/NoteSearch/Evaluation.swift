import NoteModel
import NoteQuery
import Patterns

/// One search, asked of one file.
struct Evaluation {
  /// The part of a text that is looked at.
  struct Region {
    var text: Int
    var range: Range<Int>
  }

  private let searcher: Searcher
  private let file: SearchedFile
  /// The value of a property that is looked at.
  private var value = PropertyValue.null

  init(_ searcher: Searcher, _ file: SearchedFile) {
    self.searcher = searcher
    self.file = file
  }

  /// Tells whether a part of the search holds.
  ///
  /// - Parameters:
  ///   - region: The part of a text that is looked at; nil for the whole file.
  ///   - found: Takes the places; nil where only the answer is wanted.
  func holds(_ node: SearchPlan.Node, _ region: Region?, _ found: FoundFile?) -> Bool {
    if searcher.failure != nil { return false }
    switch node {
    case .text(let number, let target): return holds(number, target, region, found)
    case .part(let part, let inner): return holds(part, inner, region, found)
    case .property(let number):
      let property = searcher.plan.properties[number]
      return holds(property.name, property.value, region, found)
    case .value(let wanted): return value.holds(wanted)
    case .not(let inner): return !holds(inner, region, nil)
    case .all(let nodes):
      let before = found?.state
      for node in nodes where !holds(node, region, found) {
        if let before { found?.goBack(to: before) }
        return false
      }
      return true
    case .any(let nodes):
      var holds = false
      for node in nodes where self.holds(node, region, found) {
        holds = true
        if found == nil { break }
      }
      return holds
    }
  }

  // MARK: Texts

  private func holds(
    _ number: Int, _ target: SearchPlan.Target, _ region: Region?, _ found: FoundFile?
  ) -> Bool {
    switch target {
    case .name: return stands(number, inName: String(file.path.name), found)
    case .path: return stands(number, inName: file.path.text, found)
    case .body: return stands(number, inBody: region, found)
    case .tags: return isTag(number, region, found)
    case .value: return isValue(number)
    case .anywhere:
      // Other files are found by an operator alone.
      if file.texts.isEmpty, !file.path.hasNameAsText { return false }
      var holds = stands(number, inName: file.path.text, found)
      if holds, found == nil { return true }
      if stands(number, inBody: nil, found) { holds = true }
      if holds, found == nil { return true }
      return stands(number, inFields: found) || holds
    }
  }

  private func stands(_ number: Int, inName name: String, _ found: FoundFile?) -> Bool {
    let holds = stands(number, in: name)
    if holds { found?.isNamed = true }
    return holds
  }

  private func stands(_ number: Int, in text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      return forEach(number, bytes, 0..<bytes.count) { _ in false }
    }
  }

  private func stands(_ number: Int, inBody region: Region?, _ found: FoundFile?) -> Bool {
    if let region { return stands(number, in: region, isPart: true, found) }
    var holds = false
    for (index, text) in file.texts.enumerated() {
      let whole = Region(text: index, range: text.body)
      if stands(number, in: whole, isPart: false, found) { holds = true }
      if holds, found == nil { break }
    }
    return holds
  }

  private func stands(
    _ number: Int, in region: Region, isPart: Bool, _ found: FoundFile?
  ) -> Bool {
    let text = file.texts[region.text]
    let isOfLines = found?.isOfLines ?? false
    let isPattern = searcher.matchers[number] != nil
    let add: (Range<Int>) -> Bool = { range in
      found?.add(region.text, range)
      return found?.isFull == false && !(isOfLines && isPattern)
    }
    // A line of its own may be empty.
    guard isPattern, !(isPart && region.range.isEmpty) else {
      return forEach(number, text.bytes, region.range, isOfLines: isOfLines, add)
    }
    var holds = false
    text.forEachLine(in: region.range) { line in
      if forEach(number, text.bytes, line, add) { holds = true }
      return searcher.failure == nil && !(holds && found?.isFull ?? true)
    }
    return holds
  }

  private func stands(_ number: Int, inFields found: FoundFile?) -> Bool {
    if !file.path.isNote { return false }
    var holds = false
    for field in file.fields {
      let stands = field.bytes.withUnsafeBytes { bytes in
        forEach(number, bytes, 0..<bytes.count) { _ in false }
      }
      guard stands else { continue }
      guard let found else { return true }
      holds = true
      // Where it is written in another way, its beginning is shown.
      let isSeen = forEach(number, file.bytes, field.range) { range in
        found.add(0, range)
        return true
      }
      if !isSeen { found.add(0, field.range.lowerBound..<field.range.lowerBound) }
    }
    return holds
  }

  /// Calls `body` with the places of a text in a range, until it returns false; tells whether it stands there.
  ///
  /// - Parameter isOfLines: Whether the first place of each line is enough, where it is no pattern.
  private func forEach(
    _ number: Int, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, isOfLines: Bool = false,
    _ body: (Range<Int>) -> Bool
  ) -> Bool {
    switch searcher.plan.leaves[number].kind {
    case .pattern: return searcher.forEachMatch(number, bytes, range, body)
    case .needle(let needle):
      if needle.isEmpty { return true }
      searcher.spend(1 + range.count)
      var holds = false
      var start = range.lowerBound
      while let place = needle.next(in: bytes, from: start, range) {
        holds = true
        if !body(place) { break }
        start = place.upperBound
        if isOfLines { start = SearchedText.lineEnd(from: start, bytes, range.upperBound) }
      }
      return holds
    }
  }

  // MARK: Tags

  private func isTag(_ number: Int, _ region: Region?, _ found: FoundFile?) -> Bool {
    if !file.path.isNote { return false }
    var holds = false
    func look(_ tag: (key: String, name: String, range: Range<Int>)) -> Bool {
      guard isTag(number, tag.key, tag.name) else { return true }
      holds = true
      found?.add(0, tag.range)
      return found != nil
    }
    let tags = file.texts[0].tags
    if let region {
      // The first tag in the region.
      var low = 0
      var high = tags.count
      while low < high {
        let middle = (low + high) / 2
        if tags[middle].range.lowerBound < region.range.lowerBound {
          low = middle + 1
        } else {
          high = middle
        }
      }
      while low < tags.count, tags[low].range.lowerBound < region.range.upperBound, look(tags[low])
      {
        low += 1
      }
      return holds
    }
    for tag in file.tags where !look(tag) { return true }
    for tag in tags where !look(tag) { return true }
    return holds
  }

  private func isTag(_ number: Int, _ key: String, _ name: String) -> Bool {
    let leaf = searcher.plan.leaves[number]
    if case .pattern = leaf.kind { return stands(number, in: name) }
    let wanted = leaf.tag.text
    if wanted.isEmpty || key == wanted { return true }
    return key.utf8.count > wanted.utf8.count && key.utf8.starts(with: wanted.utf8)
      && key.utf8[key.utf8.index(key.startIndex, offsetBy: wanted.utf8.count)] == UInt8(ascii: "/")
  }

  // MARK: Parts

  /// Steps that a part costs besides what is looked for in it.
  private static let costOfPart = 50

  private func holds(
    _ part: SearchPlan.Part, _ inner: SearchPlan.Node, _ region: Region?, _ found: FoundFile?
  ) -> Bool {
    var holds = false
    func look(_ text: Int, _ whole: Range<Int>) {
      file.texts[text].forEach(part, in: whole) { range in
        searcher.spend(Self.costOfPart)
        let count = found?.count ?? 0
        guard self.holds(inner, Region(text: text, range: range), found) else {
          return searcher.failure == nil
        }
        holds = true
        guard let found else { return false }
        // A part that is found for what it has not is shown by its beginning.
        if found.count == count { found.add(text, range.lowerBound..<range.lowerBound) }
        return !found.isFull
      }
    }
    if let region {
      look(region.text, region.range)
    } else {
      for (index, text) in file.texts.enumerated() {
        look(index, text.body)
        if file.texts.count > 1 { text.forgetParts() }
        if holds, found == nil { break }
      }
    }
    return holds
  }

  // MARK: Properties

  private func holds(
    _ name: NameKey, _ inner: SearchPlan.Node?, _ region: Region?, _ found: FoundFile?
  ) -> Bool {
    if !file.path.isNote { return false }
    var holds = false
    for property in file.frontMatter where NameKey(property.key) == name {
      let passes =
        inner.map { inner in
          property.value.scalars.contains { scalar in
            var evaluation = self
            evaluation.value = scalar
            return evaluation.holds(inner, region, nil)
          }
        } ?? true
      guard passes else { continue }
      holds = true
      found?.add(0, property.range.start..<property.range.start)
    }
    return holds
  }

  private func isValue(_ number: Int) -> Bool {
    guard var text = value.scalarText else { return false }
    searcher.spend(1 + text.utf8.count)
    let holds = text.withUTF8 { searcher.plan.leaves[number].holds(UnsafeRawBufferPointer($0)) }
    return holds ?? stands(number, in: text)
  }
}

extension Searcher {
  /// Lines that a pattern may give up before the search ends.
  private static let mostGivenUp = 20

  /// Calls `body` with the matches of a pattern in a range, until it returns false; tells whether there are any.
  fileprivate func forEachMatch(
    _ number: Int, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>,
    _ body: (Range<Int>) -> Bool
  ) -> Bool {
    guard let matcher = matchers[number], failure == nil else { return false }
    var holds = false
    let start = range.lowerBound
    do throws(PatternError) {
      try matcher.forEachMatch(in: UnsafeRawBufferPointer(rebasing: bytes[range])) { match in
        holds = true
        return body(start + match.lowerBound..<start + match.upperBound)
      }
    } catch {
      givenUp += 1
      if givenUp > Self.mostGivenUp { fail(number, error.message) }
    }
    spend(matcher.steps)
    return holds
  }

  private func fail(_ number: Int, _ message: String) {
    let text = plan.leaves[number].text
    failure = .badPattern(text.text, column: text.column, message: message)
  }
}
