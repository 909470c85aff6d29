import SaddleRecording
import Testing

import struct FoundationEssentials.Date

@testable import SaddleReport

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

        - 2 runs of bilinear, trained with simultaneous-gda. #1 ended with the least duality \
        gap, 1; #2 with the greatest, 8. ([summary](#summary))

        ## What happened

        - **#1** played bilinear with simultaneous-gda from seed 1 and ended at step 2: all \
        steps were played. The duality gap fell from 4 to 1.
        - **#2** played bilinear with simultaneous-gda from seed 1 and ended at step 2: all \
        steps were played. The duality gap grew from 4 to 8.

        ## Summary

        |  | #1 | #2 |
        | --- | --- | --- |
        | name | custom | custom |
        | game | bilinear | bilinear |
        | method | simultaneous-gda | simultaneous-gda |
        | seed | 1 | 1 |
        | steps recorded | 3 | 3 |
        | status | ended: all steps were played | ended: all steps were played |
        | last duality gap | **1** | 8 |

        Bold: the last value nearest to 0 of all runs.

        <details><summary>SQL of this table</summary>

        ```sql
        SELECT summary.id AS runID, summary.name, summary.game, summary.method, summary.seed,
          summary.stepCount, summary.status, verdict.kind AS verdict, summary.payoff, \
        summary.fieldNorm,
          summary.equilibriumDistance, summary.dualityGap
        FROM runSummary AS summary LEFT JOIN runVerdict AS verdict ON verdict.runID = summary.id
        WHERE summary.id IN (1, 2)
        ORDER BY summary.id;
        ```

        </details>

        **Settings that all runs share**

        | setting | value |
        | --- | --- |
        | experiment | default |
        | payoffScale | 1.0 |
        | stepSize | 0.05 |
        | steps | 2 |
        | version | 0.1.0 |
        | commit | c0ffee |
        | host | test-host |

        <details><summary>SQL of this table</summary>

        ```sql
        SELECT runID, scope, name, value
        FROM runParameter
        WHERE runID IN (1, 2)
        ORDER BY runID, scope, ordinal;
        ```

        </details>

        ## Known equilibria of bilinear (payoffScale 1.0)

        - (0, 0): Nash equilibrium, so λ-proximal for every λ. Nash (0, 0)

        Gaps refer to \\|x\\|, \\|y\\| ≤ 2.0.

        <details><summary>SQL of this list</summary>

        ```sql
        SELECT runID, kind, proximalOrder, note, profile
        FROM knownEquilibrium
        WHERE runID IN (1, 2)
        ORDER BY runID, ordinal;
        ```

        </details>

        ## Gaps

        How far the profile is from an equilibrium, in units of the payoff, in closed form. The \
        duality gap is 0 exactly at a Nash equilibrium, the primal gap where x is a global \
        minimax strategy, the λ-proximal gap at a λ-proximal equilibrium: it grows with λ from \
        the primal gap (λ = 0) to the duality gap (λ = ∞).

        | run | first | last | best |
        | --- | ---: | ---: | ---: |
        | #1 | 4 | **1** | **1** |
        | #2 | 4 | 8 | 4 |

        <details><summary>SQL of this table</summary>

        ```sql
        SELECT runID, name, firstBy(value, step) AS first, lastBy(value, step) AS last,
          min(value) AS least, max(value) AS greatest, min(abs(value)) AS nearestToZero,
          sum(isNaN) AS nanCount
        FROM metric
        WHERE runID IN (1, 2)
          AND name IN ('dualityGap')
        GROUP BY runID, name
        ORDER BY name, runID;
        ```

        </details>

        ## Over the seeds

        Runs that differ by their seed only are one line. The table has the means of the last \
        values, ± half the 95 % interval of Student’s t, and the chance p of a difference from \
        the best group as large, were there none: above 0.05 it is within seed noise.

        | metric | group | last ± 95 % | from best | p | test | seed noise |
        | --- | --- | --- | --- | --- | --- | --- |
        | duality gap | all runs | 4.5 ± 44 |  |  |  |  |

        <details><summary>SQL of this table</summary>

        ```sql
        WITH run AS (
          SELECT summary.*, (
            SELECT group_concat(name || ' ' || value, ', ') FROM runParameter
            WHERE runID = summary.id AND scope IN ('game', 'method')) AS settings
          FROM runSummary AS summary
          WHERE id IN (1, 2)
        )
        SELECT game, method, settings, count(*) AS seeds,
          avg(payoff) AS payoff, stddev(payoff) AS payoffDeviation,
          avg(fieldNorm) AS fieldNorm, stddev(fieldNorm) AS fieldNormDeviation,
          avg(equilibriumDistance) AS distance, stddev(equilibriumDistance) AS distanceDeviation,
          avg(dualityGap) AS dualityGap, stddev(dualityGap) AS dualityGapDeviation
        FROM run
        GROUP BY game, method, settings
        ORDER BY game, method, settings;
        ```

        </details>

        Made by Saddlebag 0.1.0 from the store saddlebag.db at 2026-09-21T14:13:20Z. Numbers \
        are rounded; the SQL reads the exact ones.

        """)
  }

  @Test("Every odd record makes a report, and the same one twice")
  func edgeCases() {
    for (name, histories) in SampleHistories.edgeCases {
      let report = text(histories)
      #expect(report.hasPrefix("# Test\n\n"), "\(name)")
      #expect(report.contains("at 2026-09-21T14:13:20Z. Numbers are rounded"), "\(name)")
      #expect(report == text(histories), "\(name)")
    }
  }

  @Test(
    "It has every heading, every sentence of the beginning, every figure and all SQL of the page")
  func sameAsThePage() throws {
    let histories = SampleHistories.Motion.allCases.enumerated().map { index, motion in
      SampleHistories.bilinear(Int64(index + 1), motion, steps: 60, seed: UInt64(index))
    }
    var supplement = ReportSupplement(costs: [Run.ID(1): .init(wallSeconds: 2, storedBytes: 9)])
    supplement.pictures = [
      .init(run: Run.ID(2), name: "s.png", step: 3, mediaType: "image/png", bytes: [1, 2, 3])
    ]
    supplement.spectra[Run.ID(3)] = .init(
      isScaled: true, eigenvalues: [.init(x: 0, y: 1)],
      boundary: [.init(x: 0, y: 0), .init(x: 2, y: 0), .init(x: 1, y: 2)], isStableInside: true,
      rate: 0.9, period: 20)
    let date = Date(timeIntervalSince1970: 0)
    let page = HTMLReport(
      histories, title: "t", storePath: "s.db", generatedAt: date, version: "0",
      supplement: supplement
    ).text
    let report = MarkdownReport(
      histories, title: "t", storePath: "s.db", generatedAt: date, version: "0",
      supplement: supplement, pictureFolder: "t-figures")
    func plain(_ text: Substring) -> String {
      String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing(
        "&#39;", with: "'"
      )
      .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }
    let blocks = page.matches(of: /<pre>([^<]*)<\/pre>/).map { plain($0.1) }
    #expect(blocks.count > 20)
    for block in blocks { #expect(report.text.contains("```sql\n\(block)\n```")) }
    let headings = page.matches(of: /<h2>([^<]*)<\/h2>/).map { MarkdownText.escape(plain($0.1)) }
    #expect(headings.contains("Samples") && headings.contains("Eigenvalues and stability"))
    for heading in headings { #expect(report.text.contains("\n## \(heading)\n"), "\(heading)") }
    #expect(page.matches(of: /<figure/).count == report.figures.count)
    let samples = try #require(report.figures.first { $0.name.hasPrefix("picture-2") })
    #expect(samples.bytes == [1, 2, 3] && samples.name.hasSuffix(".png"))
    let anchors = report.text.matches(of: /\]\(#([^)]*)\)/).map { String($0.1) }
    let names = report.text.matches(of: /\n## ([^\n]*)\n/).map {
      MarkdownText.anchor(of: String($0.1).replacing("\\", with: ""))
    }
    #expect(anchors.count >= 3 && Set(anchors).isSubset(of: Set(names)))
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
      let svg = String(decoding: figure.bytes, as: UTF8.self)
      #expect(svg.hasPrefix("<svg xmlns=") && svg.contains("<style>"))
      #expect(svg.contains("prefers-color-scheme:dark") && XMLChecker(svg).complaints.isEmpty)
    }
    #expect(Set(report.figures.map(\.name)).count == report.figures.count)
  }
}
