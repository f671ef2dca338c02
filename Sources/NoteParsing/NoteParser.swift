package import NoteModel
package struct NoteParser { package init() {}
  package mutating func parse(_ bytes: UnsafeRawBufferPointer, path: VaultPath) -> Note { Note(path: path, title: String(path.stem)) } }
