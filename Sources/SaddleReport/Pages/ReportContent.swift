import SaddleRecording

/// What a report on runs holds, whatever the page is written in: the story, then sections.
struct ReportContent {
  let comparison: RunComparison
  let supplement: ReportSupplement

  /// The sections, in the order of the page; none without runs.
  var sections: [ReportSection] {
    guard !comparison.runs.isEmpty else { return [] }
    let first = [storySection, summarySection, equilibriumSection].compactMap(\.self)
    let groups = MetricGroup.all(of: comparison)
    let none = ReportSection(
      id: "figures", heading: "Figures",
      blocks: [.prose("No step is recorded, so there is nothing to draw.")])
    let rest = [
      penaltySection, portraitSection, rotationSection, spectrumSection, seedSection,
      settingSection, lineageSection, pictureSection, costSection,
    ].compactMap(\.self)
    return first + (groups.isEmpty ? [none] : groups.map(section)) + rest
  }

  /// The sentences that a page begins with, each with the section that shows it.
  func lead(over sections: [ReportSection]) -> [RunStory.LeadSentence] {
    let ids = Set(sections.map(\.id))
    return RunStory(comparison).leadSentences(supplement).map { sentence in
      ids.contains(sentence.anchor)
        ? sentence
        : RunStory.LeadSentence(text: sentence.text, anchor: "summary", link: "summary")
    }
  }

  /// A paragraph per run, folded where they are many; nothing for one run, whose story the page
  /// begins with.
  private var storySection: ReportSection? {
    guard comparison.runs.count > 1 else { return nil }
    let story = RunStory(comparison)
    let items = comparison.runs.enumerated().map { index, run in
      let words = String(story.sentences(of: run).dropFirst(run.label.count))
      return (run: index, label: run.label, words: words)
    }
    let fold = comparison.runs.count > 4 ? "In each of the \(comparison.runs.count) runs" : nil
    return ReportSection(
      id: "story", heading: "What happened", blocks: [.story(items, fold: fold)])
  }

  /// The numbers of all runs.
  var ids: [Run.ID] { comparison.runs.map(\.run.id) }
}
