import SaddleRecording
import SaddleReport
import Testing

import struct FoundationEssentials.Date

@Suite struct MarkdownReportTests {
  private func text(_ histories: [RunHistory], title: String = "Test") -> String {
    MarkdownReport(
      histories, title: title, storePath: "saddlebag.db",
      generatedAt: Date(timeIntervalSince1970: 1_790_000_000), version: "0.1.0"
    ).text
  }

  @Test("The report has the page's summary, equilibria and metrics")
  func golden() {
    let histories = [
      SampleHistories.custom(1, values: [4, 2, 1]), SampleHistories.custom(2, values: [4, 5, 8]),
    ]
    #expect(
      text(histories) == """
        # Test

        2 runs of bilinear, trained with simultaneous-gda. #1 ended with the least duality gap, \
        1; #2 with the greatest, 8.

        ## What happened

        - #1 played bilinear with simultaneous-gda from seed 1 and ended at step 2: all steps \
        were played. The duality gap fell from 4 to 1.
        - #2 played bilinear with simultaneous-gda from seed 1 and ended at step 2: all steps \
        were played. The duality gap grew from 4 to 8.

        ## Summary

        | run | name | game | method | seed | steps | status | duality gap |
        | ---: | --- | --- | --- | ---: | ---: | --- | ---: |
        | 1 | custom | bilinear | simultaneous-gda | 1 | 3 | ended: all steps were played | **1** |
        | 2 | custom | bilinear | simultaneous-gda | 1 | 3 | ended: all steps were played | 8 |

        Same in all runs: game bilinear, method simultaneous-gda, seed 1, experiment default, \
        payoffScale 1.0, stepSize 0.05, steps 2, version 0.1.0, commit c0ffee, host test-host.

        ## Known equilibria

        bilinear (payoffScale 1.0). Gaps refer to \\|x\\|, \\|y\\| ≤ 2.0.

        - (0, 0): Nash equilibrium, so λ-proximal for every λ (Nash (0, 0))

        ## Metrics

        | metric | run | first | last | best | at step | first to last |
        | --- | --- | ---: | ---: | ---: | ---: | --- |
        | duality gap | #1 | 4 | **1** | **1** | 2 | █▅▁ |
        |  | #2 | 4 | 8 | 4 | 0 | ▁▃█ |

        Made by Saddlebag 0.1.0 from the store saddlebag.db at 2026-09-21T14:13:20Z.

        """)
  }

  @Test("Every odd record makes a report, and the same one twice")
  func edgeCases() {
    for (name, histories) in SampleHistories.edgeCases {
      let report = text(histories)
      #expect(report.hasPrefix("# Test\n\n"), "\(name)")
      #expect(report.hasSuffix("at 2026-09-21T14:13:20Z.\n"), "\(name)")
      #expect(report == text(histories), "\(name)")
    }
  }

  @Test("Names cannot become markup")
  func escaping() {
    #expect(text([], title: "<b> [x](y) *z*").hasPrefix("# &lt;b&gt; \\[x\\](y) \\*z\\*\n"))
  }

  @Test(
    "With a folder, figures are files that the text links to, drawings of their own with a style")
  func figures() {
    let report = MarkdownReport(
      [SampleHistories.bilinear(1, .extragradient, steps: 20)], title: "t", storePath: "s.db",
      generatedAt: Date(timeIntervalSince1970: 0), version: "0", pictureFolder: "a b-figures")
    #expect(report.figures.count > 5)
    for figure in report.figures {
      #expect(report.text.contains("](a%20b-figures/\(figure.name))"), "\(figure.name)")
      #expect(figure.svg.hasPrefix("<svg xmlns=") && figure.svg.contains("<style>"))
      #expect(figure.svg.contains("prefers-color-scheme:dark"))
    }
    #expect(Set(report.figures.map(\.name)).count == report.figures.count)
  }
}
