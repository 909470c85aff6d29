/// The page's style: one column on a phone, two on a desk, light and dark, and on paper.
enum ReportStyle {
  /// Plain CSS.
  static var text: String {
    """
    :root{\(light)}
    @media screen and (prefers-color-scheme:dark){:root{\(dark)}}
    \(rules)
    \(Palette.rules)
    """
  }

  private static let light =
    "color-scheme:light;--page:#fff;--ink:#1c2024;--soft:#5b636b;--line:#dfe3e7;--wash:#f5f7f8;"
    + Palette.variables(Palette.light)

  private static let dark =
    "color-scheme:dark;--page:#15181c;--ink:#e8eaed;--soft:#a3abb3;--line:#32383e;--wash:#1d2126;"
    + Palette.variables(Palette.dark)

  private static let rules = """
    *{box-sizing:border-box}
    body{margin:0 auto;padding:2rem 1.25rem 3rem;max-width:74rem;background:var(--page);\
    color:var(--ink);font:1rem/1.55 system-ui,"Segoe UI",Roboto,"Liberation Sans","DejaVu Sans",\
    sans-serif;-webkit-text-size-adjust:100%}
    h1{font-size:1.75rem;line-height:1.2;margin:0 0 .75rem;overflow-wrap:anywhere}
    h2{font-size:1.2rem;line-height:1.3;margin:0 0 .5rem}
    h3{font-size:1rem;margin:.75rem 0 .25rem}
    p{margin:0 0 .75rem}
    .lead{font-size:1.1rem;max-width:52rem;list-style:none;margin:0 0 .75rem;padding:0}
    .lead li{margin:0 0 .4rem}
    .lead a{font-size:.8125rem;white-space:nowrap;color:var(--soft)}
    .runs{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.875rem;margin:.75rem 0 0}
    .chip[role=switch]{cursor:pointer;user-select:none}
    .chip.off{opacity:.4;text-decoration:line-through}
    svg .off,figure.off{display:none}
    .sortable thead th[tabindex]{cursor:pointer}
    th[aria-sort=ascending]::after{content:" ▲";font-size:.7em}
    th[aria-sort=descending]::after{content:" ▼";font-size:.7em}
    figure img{display:block;width:100%;max-width:30rem;image-rendering:pixelated;\
    border:1px solid var(--line)}
    .say.wide{grid-column:1/-1}
    .soft,.notes,footer{color:var(--soft)}
    section{margin-top:2rem;padding-top:1.5rem;border-top:1px solid var(--line)}
    .story{list-style:none;margin:0;padding:0;max-width:52rem}
    .story li{border-left:4px solid var(--run);padding:.1rem 0 .1rem .9rem;margin:0 0 .9rem}
    .scroll{overflow-x:auto;margin:0 0 .75rem}
    table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
    th,td{padding:.3rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
    thead th{vertical-align:bottom;border-bottom:2px solid var(--line)}
    th[scope=row]{font-weight:400;color:var(--soft);white-space:nowrap}
    .summary th[scope=row]{position:sticky;left:0;background:var(--page)}
    .number{text-align:right;white-space:nowrap}
    .summary td,.summary thead th{min-width:6rem;max-width:15rem}
    td{max-width:22rem}
    td.long{min-width:10rem;overflow-wrap:anywhere}
    td.run{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
    .fit td:first-child,.fit th:first-child{position:sticky;left:0;background:var(--page)}
    .fit{font-size:.8125rem}
    .fit th,.fit td{padding:.3rem .4rem}
    .fit td.run{max-width:15rem}
    .fit td:not(.number):not(.run):not(.long){white-space:nowrap;max-width:18rem;overflow:hidden;\
    text-overflow:ellipsis}
    .fill{width:100%}
    .fill td:not(.number):not(.run){overflow-wrap:anywhere;min-width:4.5rem}
    .fill td.run{max-width:0;width:60%;min-width:6.5rem}
    .swatch{display:inline-block;width:.8em;height:.8em;border-radius:2px;background:var(--run);\
    margin-right:.45em}
    .d1.swatch{background:repeating-linear-gradient(90deg,var(--run) 0 3px,transparent 3px 5px)}
    .d2.swatch{background:repeating-linear-gradient(90deg,var(--run) 0 1px,transparent 1px 3px)}
    .d3.swatch{background:repeating-linear-gradient(0deg,var(--run) 0 3px,transparent 3px 5px)}
    .d4.swatch{background:repeating-linear-gradient(45deg,var(--run) 0 2px,transparent 2px 4px)}
    .group{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.75rem 2.25rem}
    .group.portraits{grid-template-columns:repeat(3,minmax(0,1fr))}
    .portraits .say{grid-column:1/-1;max-width:52rem;margin-bottom:-.5rem}
    .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding:0;margin:0;\
    font-size:.875rem}
    .legend .sign,.known-list .sign{width:1em;height:1em;margin-right:.4em;vertical-align:-.1em}
    .known-list{margin:.25rem 0 .5rem;padding:0;list-style:none}
    figure{margin:0;min-width:0}
    figcaption{font-weight:600;font-size:.95rem;margin-bottom:.35rem;overflow-wrap:anywhere}
    .notes,.readout{font-size:.8125rem;line-height:1.45;margin:.35rem 0 0}
    .readout{min-height:1.45em;margin:0;font-variant-numeric:tabular-nums}
    svg{display:block;width:100%;height:auto;max-width:40rem}
    svg.portrait{max-width:30rem}
    svg.sign{display:inline-block}
    svg text{font:11px system-ui,"Segoe UI",Roboto,"Liberation Sans","DejaVu Sans",sans-serif;\
    fill:var(--ink)}
    svg .tick,svg .name{font-size:10.5px;fill:var(--soft);font-variant-numeric:tabular-nums}
    svg .middle{text-anchor:middle}
    svg .end{text-anchor:end}
    svg path{fill:none;stroke-linejoin:round;stroke-linecap:round}
    svg .grid{stroke:var(--line);stroke-width:.75}
    svg .axis{stroke:var(--soft)}
    svg .frame{fill:none;stroke:var(--line)}
    svg .line{stroke:var(--run);stroke-width:1.6}
    svg .line.dense{stroke-opacity:.6}
    svg .line.d1{stroke-dasharray:6 3}
    svg .line.d2{stroke-dasharray:2 3}
    svg .line.d3{stroke-dasharray:9 3 2 3}
    svg .line.d4{stroke-dasharray:12 5}
    svg.portrait .line{stroke-width:1.2}
    svg .eigenvalue{stroke:var(--run);stroke-width:7.5}
    svg .dot{stroke:var(--run);stroke-width:5}
    svg .ring{fill:var(--page);stroke:var(--run);stroke-width:1.5}
    svg .error{stroke:var(--run);stroke-width:1.2}
    svg .interval{stroke:var(--run);stroke-width:7;stroke-opacity:.25;stroke-linecap:butt}
    svg .dots{stroke:var(--run);stroke-width:3.4}
    svg .leader{stroke:var(--run);stroke-width:.9;stroke-opacity:.55}
    svg .early{stroke-dasharray:.1 4}
    svg .edge{stroke:var(--run);stroke-width:2.4;stroke-linecap:butt}
    svg .band{fill:var(--run);fill-opacity:.18;stroke:none}
    svg .region{fill:var(--soft);fill-opacity:.16;stroke:var(--soft);stroke-width:1}
    svg .mark{stroke:var(--ink);stroke-dasharray:4 3}
    svg .selection{stroke:var(--soft);stroke-dasharray:3 2;fill:var(--soft);fill-opacity:.12}
    svg .now{fill:var(--ink);stroke:var(--page);stroke-width:1.5}
    .scrub{display:flex;gap:.75rem;align-items:center;margin:.75rem 0 0;font-size:.875rem;\
    font-variant-numeric:tabular-nums}
    .scrub input{flex:1;max-width:24rem;accent-color:var(--soft)}
    .scrub output{min-width:7rem}
    svg .strong{font-weight:600}
    svg.zoomed path{vector-effect:non-scaling-stroke}
    figure svg{overflow:visible}
    svg.zoomed{overflow:hidden!important;outline:1px solid var(--line)}
    svg.parallel{max-width:none}
    svg.parallel .line{stroke-opacity:.75}
    figure svg{cursor:crosshair;touch-action:pan-y}
    svg .rule{stroke:var(--soft);stroke-width:.75}
    svg .p0{stroke-opacity:.3}
    svg .p1{stroke-opacity:.45}
    svg .p2{stroke-opacity:.6}
    svg .p3{stroke-opacity:.8}
    svg .arrow{fill:var(--run);stroke:var(--page);stroke-width:1.2}
    svg circle.start{fill:var(--page);stroke:var(--run);stroke-width:2}
    svg path.end{fill:var(--run);stroke:var(--page);stroke-width:1}
    svg .known{stroke:var(--ink);stroke-width:2}
    svg path.halo{stroke:var(--page);stroke-width:5}
    svg text.halo{stroke:var(--page);stroke-width:3.5;stroke-linejoin:round}
    details{font-size:.875rem;margin:.35rem 0 0}
    summary{cursor:pointer;color:var(--soft)}
    pre{margin:.4rem 0;padding:.6rem .8rem;background:var(--wash);border-radius:6px;overflow-x:auto;\
    font:.8125rem/1.5 ui-monospace,"Liberation Mono","DejaVu Sans Mono",monospace}
    dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.1rem 1rem;margin:.5rem 0}
    dt{color:var(--soft)}
    dd{margin:0;overflow-wrap:anywhere}
    button{font:inherit;font-size:.8125rem;padding:.1rem .6rem;color:var(--ink);\
    background:var(--wash);border:1px solid var(--line);border-radius:5px;cursor:pointer}
    footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.8125rem;\
    overflow-wrap:anywhere}
    @media (max-width:60rem){.group.portraits{grid-template-columns:repeat(2,minmax(0,1fr))}}
    @media (max-width:46rem){.fill{font-size:.75rem}.fill th,.fill td{padding:.25rem .3rem}body{padding:1.25rem .9rem 2rem}.group,.group.portraits\
    {grid-template-columns:minmax(0,1fr)}}
    @media (max-width:30rem){svg text{font-size:12.5px}\
    svg .tick,svg .name{font-size:12px}}
    @media print{html{font-size:8.5pt}body{max-width:none;padding:0}.scroll{overflow:visible}\
    section{margin-top:1rem;padding-top:1rem}.group{gap:1rem 1.5rem}.group.portraits\
    {grid-template-columns:repeat(3,minmax(0,1fr))}th,td{padding:.2rem .35rem}\
    td.run{white-space:normal}.fit{font-size:.8rem}.fit td:first-child{position:static}\
    figure,tr,li{break-inside:avoid}h2{break-after:avoid}button,.readout,.scrub,\
    section details:not([open]){display:none}}
    """
}
