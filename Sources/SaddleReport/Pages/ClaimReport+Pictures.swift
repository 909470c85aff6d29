import SaddleRecording

import struct FoundationEssentials.Data

extension ClaimReport {
  /// The pictures of samples that a claim shows, side by side.
  func pictures(_ finding: ClaimFinding) -> Markup {
    guard !finding.pictures.isEmpty else { return "" }
    let all = finding.pictures.map { picture -> Markup in
      """
      <figure>
      <figcaption>\(picture.caption)</figcaption>
      <img alt="\(picture.caption)" \
      src="data:image/png;base64,\(Data(picture.png).base64EncodedString())"/>
      </figure>

      """
    }
    return "<div class=\"group portraits\">\n\(all.joined())</div>\n"
  }
}
