/// What every page is set in: one well-formed document that needs nothing else.
enum PageFrame {
  /// Sets a page.
  ///
  /// - Parameters:
  ///   - title: what the browser calls the page.
  ///   - version: the version of the program that makes it.
  ///   - policy: what the page may load; nil: it does not say.
  ///   - rules: the style rules that it needs besides a report's.
  ///   - body: the content of its body, which ends with a line break.
  /// - Returns: the whole document.
  static func page(
    title: String, version: String, policy: String?, rules: String? = nil, body: Markup
  ) -> Markup {
    let policyElement: Markup =
      policy.map {
        "<meta http-equiv=\"Content-Security-Policy\" content=\"\(Markup(trusted: $0))\"/>\n"
      }
      ?? ""
    let style = ReportStyle.text + (rules.map { "\n\($0)" } ?? "")
    return """
      <!DOCTYPE html>
      <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      \(policyElement)<meta name="generator" content="Saddlebag \(version)"/>
      <title>\(title)</title>
      <style>
      \(Markup(trusted: style))
      </style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }
}
