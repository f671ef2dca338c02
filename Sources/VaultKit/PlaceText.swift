/// Places in files as messages and lists write them.
public enum PlaceText {
  /// Returns `path:line`, with a column `path:line:column`.
  public static func of(_ path: some CustomStringConvertible, _ line: Int, _ column: Int? = nil)
    -> String
  {
    "\(path):\(line)" + (column.map { ":\($0)" } ?? "")
  }
}
