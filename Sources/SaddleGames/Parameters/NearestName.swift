/// The name that a user most likely meant, for "did you mean" hints.
///
/// - Returns: the candidate at the smallest edit distance (insertions, deletions, replacements) from
///   `text`, the first of equals; nil if all are further than a third of the text's length, or 2.
public func nearestName(to text: String, in candidates: [String]) -> String? {
  let typed = Array(text.lowercased())
  let scored = candidates.map { ($0, editDistance(typed, Array($0.lowercased()))) }
  guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(2, typed.count / 3) else {
    return nil
  }
  return best.0
}

private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var previous = Array(0...right.count)
  for (row, character) in left.enumerated() {
    var current = [row + 1]
    for column in right.indices {
      let replacement = previous[column] + (character == right[column] ? 0 : 1)
      current.append(min(replacement, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[right.count]
}
