extension VaultError: CustomStringConvertible {
  /// One sentence: lower case, no full stop, what was typed in front.
  public var description: String {
    switch kind {
    case .noSuchFolder: "\(place): no such folder" + origin
    case .notUnicode: "\(place): this path is not UTF-8; give its folders other names" + origin
    case .notAFolder: "\(place): not a folder; a vault is a folder of notes" + origin
    case .unreadableFolder: "\(place): cannot read the folder" + because
    case .unreadableFile: "\(place): cannot read the file" + because
    case .brokenCanvas(let position): "\(place):\(position)" + because
    case .noVault:
      """
      no vault: none was named, and there is none to find
        looked at: --vault, $VQ_VAULT, a folder with '.obsidian' here or above, the configuration, Obsidian's open \
      vault, notes here
      """
    case .severalOpen(let folders):
      "no vault is named, and Obsidian has \(folders.count) open: " + Self.list(folders)
    case .emptyQuestion: "the question has no words"
    case .badQuery: cause ?? "the query cannot be read"
    case .badPeriod: "the settings of Obsidian for the note of a \(place) cannot be used" + because
    case .noSuchNote(let nearest):
      Self.told(place, nearest) { place, nearest in
        "no note is named '\(place)'"
          + (nearest.isEmpty ? "" : "; nearest is " + Self.list(nearest))
      }
    case .ambiguousNote(let candidates):
      candidates.count == 1
        ? "'\(place)' is only a part of '\(candidates[0])'; name the note by its path or its name"
        : "'\(place)' may be \(candidates.count) notes: " + Self.list(candidates)
    case .noSource: "'\(place)' leads to the note it stands in; put that note's name before the '#'"
    case .noSuchFragment(let note): "'\(note)' has no heading or block '\(place)'"
    case .emptyFragment(let note):
      "'\(place)' names no heading and no block; without '#' it is the note '\(note)'"
    case .notANote: "\(place): not a note"
    case .notAHeading: "'\(place)' is no heading and no block; a footnote is renamed by hand"
    case .fragmentTaken(let note, let line):
      "'\(note)' has '\(place)' already, in line \(line); links could not tell the two apart"
    case .noFolderOfVault: "'\(place)': the vault has no such folder"
    case .ambiguousFolder(let candidates):
      "'\(place)' may be \(candidates.count) folders: " + Self.list(candidates)
    case .emptyName:
      place.isEmpty ? "the new name is empty" : "the new name has nothing but blanks in it"
    case .badName: "'\(place)' cannot be a name" + because
    case .nameTaken:
      "\(place): there is a \(place.hasSuffix("/") ? "folder or file" : "file") of that name already"
    case .cannotRewrite:
      "\(place): \(cause.map { "'\($0)'" } ?? "a link in it") cannot be rewritten safely; "
        + "nothing was changed"
    case .notWritable: "\(place): may not be written" + because + "; nothing was changed"
    case .changedMeanwhile: "\(place): was changed by another program; it is left as it is"
    case .renameFailed: "\(place): cannot be changed" + because + "; nothing was changed"
    case .renameInterrupted: "\(place): the rename is not finished" + because
    case .journalUnusable:
      "\(place): cannot use this journal of a rename" + because
        + "; it is left as it is: remove it to go on without it"
    case .noteTooLarge(let mebibytes):
      "\(place): would grow to \(mebibytes) MiB; nothing was changed"
    case .nothingToUndo: "\(place): there is no rename to undo"
    case .indexUnusable: "\(place): cannot use the index" + because
    case .mistake: "\(place): a mistake in vq" + because
    case .indexBusy:
      "\(place): \(cause ?? "another vq") is writing the index and does not finish"
    case .renameBusy: "\(place): \(cause ?? "another vq") is renaming and does not finish"
    }
  }

  /// Returns what the user can type next; nil where nothing useful can be said.
  ///
  /// - Parameter words: What was typed after `vq`, but for the vault; a question if nothing was.
  public func nextStep(after words: String) -> String? {
    switch kind {
    case .noSuchFolder, .notUnicode, .notAFolder, .noVault: "vq --vault FOLDER \(words)"
    case .severalOpen(let folders): "vq --vault '\(folders[0])' \(words)"
    case .unreadableFolder, .unreadableFile: "ls -ld '\(place)'"
    case .brokenCanvas: "vq show --raw '\(place)'"
    case .emptyQuestion: "vq what does 404 mean"
    case .badQuery: "vq help search"
    case .noSuchNote, .ambiguousNote, .noSource, .emptyFragment, .notANote, .notAHeading,
      .emptyName, .badName,
      .nameTaken,
      .cannotRewrite, .noFolderOfVault, .ambiguousFolder:
      nil
    case .badPeriod: nil
    case .renameFailed, .nothingToUndo, .noteTooLarge, .mistake: nil
    case .journalUnusable: "ls -l '\(place)'"
    case .notWritable: "ls -l '\(place)'"
    case .changedMeanwhile: nil
    case .renameInterrupted: "vq rename --undo"
    case .noSuchFragment(let note), .fragmentTaken(let note, _): "vq outline '\(note)'"
    case .indexUnusable: "VQ_INDEX=FOLDER vq status"
    case .indexBusy, .renameBusy: "vq status"
    }
  }

  /// Why a file could not be changed, for a sentence that says what became of the others.
  var reason: String? {
    switch kind {
    case .changedMeanwhile: "another program has changed it"
    case .nameTaken: "there is a file of that name already"
    default: cause
    }
  }

  /// Who named the vault, where it was not the user on this line.
  private var origin: String { cause.map { " (\($0))" } ?? "" }
  private var because: String { cause.map { ": \($0)" } ?? "" }

  /// Returns a sentence about a name and others, told apart where they look the same.
  private static func told(
    _ place: String, _ names: [String], _ sentence: (String, [String]) -> String
  ) -> String {
    let told = Lookalikes.told([place] + names)
    return sentence(told[0], Array(told.dropFirst()))
  }

  /// Names in quotes; of many the first ten.
  private static func list(_ names: [String]) -> String {
    Lookalikes.told(Array(names.prefix(10))).map { "'\($0)'" }.joined(separator: ", ")
      + (names.count > 10 ? ", …" : "")
  }
}
