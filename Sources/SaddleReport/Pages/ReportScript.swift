/// The page's script: values under the pointer and buttons that copy SQL.
///
/// The page is complete without it. It holds no `<` and no `&`, so that the page is XML as well.
enum ReportScript {
  /// Plain JavaScript.
  static let text = #"""
    "use strict";
    function pointsOf(path) {
      const points = [];
      let x = 0, y = 0, command = "", numbers = [];
      for (const token of path.getAttribute("d").match(/[Mlhv]|-?\d*\.?\d+/g) || []) {
        if (/[Mlhv]/.test(token)) { command = token; numbers = []; continue; }
        numbers.push(Number(token));
        if (command === "h") x += numbers[0];
        else if (command === "v") y += numbers[0];
        else if (numbers.length === 1) continue;
        else if (command === "M") [x, y] = numbers;
        else { x += numbers[0]; y += numbers[1]; }
        points.push([x, y]);
        numbers = [];
      }
      return points;
    }
    function valueAt(fraction, axis) {
      const place = axis.lower + fraction * (axis.upper - axis.lower);
      if (axis.kind === "log") return 10 ** place;
      if (axis.kind === "signed") return Math.sign(place) * axis.c * (10 ** Math.abs(place) - 1);
      return place;
    }
    for (const svg of document.querySelectorAll("svg.chart")) {
      const [left, top, width, height] = svg.dataset.frame.split(" ").map(Number);
      const words = svg.dataset.axis.split(" ");
      const [first, last, lower, upper] = words.map(Number);
      const axis = { lower, upper, kind: words[4], c: Number(words[5]) };
      const readout = document.createElement("p");
      readout.className = "readout";
      svg.after(readout);
      const rule = document.createElementNS("http://www.w3.org/2000/svg", "path");
      rule.setAttribute("class", "rule");
      svg.append(rule);
      let lines;
      svg.addEventListener("pointermove", event => {
        lines ||= [...svg.querySelectorAll("path.line")].map(
          path => ({ run: path.dataset.run, points: pointsOf(path) }));
        const box = svg.getBoundingClientRect();
        const wanted = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
        const x = Math.min(Math.max(wanted, left), left + width);
        rule.setAttribute("d", `M${x.toFixed(1)} ${top}v${height}`);
        const step = Math.round(first + (x - left) / width * (last - first));
        const values = lines.map(({ run, points }) => {
          let best = [Infinity, 0];
          for (const point of points)
            if (Math.abs(best[0] - x) > Math.abs(point[0] - x)) best = point;
          if (Math.abs(best[0] - x) > 3) return `${run}: –`;
          const value = valueAt((top + height - best[1]) / height, axis);
          return `${run}: ${Number(value.toPrecision(3))}`;
        });
        readout.textContent = `step ≈ ${step.toLocaleString("en")} · ${values.join(" · ")}`;
      });
      svg.addEventListener("pointerleave", () => {
        rule.removeAttribute("d");
        readout.textContent = "";
      });
    }
    for (const code of document.querySelectorAll("pre")) {
      const button = document.createElement("button");
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(code.textContent);
          button.textContent = "Copied";
        } catch {
          getSelection().selectAllChildren(code);
          button.textContent = "Selected";
        }
      });
      code.after(button);
    }
    """#
}
