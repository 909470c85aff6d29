/// The page's script: values under the pointer, a slider through the portraits, zoom, switches for runs,
/// sorting, and copying SQL.
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
    for (const svg of document.querySelectorAll("svg.chart[data-frame]")) {
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
        const view = svg.viewBox.baseVal;
        const wanted = view.x + (event.clientX - box.left) * view.width / box.width;
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
    const portraits = [...document.querySelectorAll("svg[data-iterates]")].map(svg => {
      const numbers = svg.dataset.iterates.split(" ").map(Number), points = [];
      for (let i = 0; numbers.length > i; i += 3) points.push(numbers.slice(i, i + 3));
      const [left, top, width, height] = svg.dataset.frame.split(" ").map(Number);
      const [x0, x1, y0, y1] = svg.dataset.plane.split(" ").map(Number);
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      dot.setAttribute("class", "now");
      dot.setAttribute("r", "5");
      dot.setAttribute("clip-path", `url(#${svg.querySelector("clipPath").id})`);
      const readout = document.createElement("p");
      readout.className = "readout";
      svg.after(readout);
      const show = point => {
        if (!point) { dot.remove(); readout.textContent = ""; return; }
        const [step, x, y] = point;
        dot.setAttribute("cx", x);
        dot.setAttribute("cy", y);
        svg.append(dot);
        const values = [x0 + (x - left) / width * (x1 - x0), y1 - (y - top) / height * (y1 - y0)];
        readout.textContent = `step ${step.toLocaleString("en")}: (${
          values.map(value => Number(value.toPrecision(3))).join(", ")})`;
      };
      const portrait = { points, show, held: undefined };
      svg.addEventListener("pointermove", event => {
        const box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
        const x = view.x + (event.clientX - box.left) * view.width / box.width;
        const y = view.y + (event.clientY - box.top) * view.height / box.height;
        const far = point => (point[1] - x) ** 2 + (point[2] - y) ** 2;
        show(points.reduce((one, other) => far(one) > far(other) ? other : one));
      });
      svg.addEventListener("pointerleave", () => show(portrait.held));
      return portrait;
    });
    if (portraits.length > 0) {
      const steps = [...new Set(portraits.flatMap(one => one.points.map(point => point[0])))]
        .sort((one, other) => one - other);
      const bar = document.createElement("div"), button = document.createElement("button");
      const slider = document.createElement("input"), output = document.createElement("output");
      bar.className = "scrub";
      button.textContent = "Play";
      slider.type = "range";
      slider.max = slider.value = String(steps.length - 1);
      slider.setAttribute("aria-label", "Step of the portraits");
      const move = () => {
        const step = steps[Number(slider.value)], words = `step ${step.toLocaleString("en")}`;
        output.textContent = words;
        slider.setAttribute("aria-valuetext", words);
        for (const one of portraits) {
          one.held = one.points.findLast(point => step >= point[0]);
          one.show(one.held);
        }
      };
      let playing;
      const stop = () => {
        cancelAnimationFrame(playing);
        playing = undefined;
        button.textContent = "Play";
      };
      button.addEventListener("click", () => {
        if (playing) { stop(); return; }
        const last = steps.length - 1;
        const from = Number(slider.value) === last ? 0 : Number(slider.value);
        const pace = Math.max(60, last / 10) / 1000;
        let start;
        button.textContent = "Pause";
        const frame = now => {
          start ??= now;
          slider.value = String(Math.min(last, Math.round(from + (now - start) * pace)));
          move();
          if (Number(slider.value) === last) stop(); else playing = requestAnimationFrame(frame);
        };
        playing = requestAnimationFrame(frame);
      });
      slider.addEventListener("input", () => { stop(); move(); });
      bar.append(button, slider, output);
      document.querySelector("#portraits .say").append(bar);
    }
    for (const svg of document.querySelectorAll("figure svg")) {
      const whole = svg.getAttribute("viewBox");
      const at = event => {
        const box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
        return [view.x + (event.clientX - box.left) * view.width / box.width,
          view.y + (event.clientY - box.top) * view.height / box.height];
      };
      const frame = document.createElementNS("http://www.w3.org/2000/svg", "path");
      frame.setAttribute("class", "selection");
      let start;
      svg.addEventListener("pointerdown", event => {
        if (event.pointerType === "touch" || event.button !== 0) return;
        start = at(event);
        svg.append(frame);
        event.preventDefault();
      });
      addEventListener("pointermove", event => {
        if (!start) return;
        const [x, y] = at(event);
        frame.setAttribute("d", `M${start[0]} ${start[1]}H${x}V${y}H${start[0]}z`);
      });
      addEventListener("pointerup", event => {
        if (!start) return;
        const [x, y] = at(event), [u, v] = start;
        start = undefined;
        frame.remove();
        frame.removeAttribute("d");
        const [, , width, height] = whole.split(" ").map(Number);
        const wide = Math.max(Math.abs(x - u), Math.abs(y - v) * width / height);
        if (8 > wide) return;
        const high = wide * height / width;
        const left = (x + u - wide) / 2, top = (y + v - high) / 2;
        svg.setAttribute("viewBox", [left, top, wide, high].map(n => n.toFixed(2)).join(" "));
        svg.classList.add("zoomed");
      });
      svg.addEventListener("dblclick", () => {
        svg.setAttribute("viewBox", whole);
        svg.classList.remove("zoomed");
      });
    }
    for (const chip of document.querySelectorAll(".chip")) {
      const marks = document.querySelectorAll(`svg .${chip.dataset.run}, figure.${chip.dataset.run}`);
      chip.setAttribute("role", "switch");
      chip.setAttribute("aria-checked", "true");
      chip.tabIndex = 0;
      const toggle = () => {
        const isOff = chip.classList.toggle("off");
        chip.setAttribute("aria-checked", String(!isOff));
        for (const mark of marks) mark.classList.toggle("off", isOff);
      };
      chip.addEventListener("click", toggle);
      chip.addEventListener("keydown", event => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(); }
      });
    }
    for (const table of document.querySelectorAll("table.sortable")) {
      table.querySelectorAll("thead th").forEach((head, column) => {
        let direction = -1;
        head.tabIndex = 0;
        const sort = () => {
          direction = -direction;
          const body = table.tBodies[0];
          const key = row => {
            const cell = row.cells[column];
            const text = cell.dataset.value ?? cell.textContent;
            const number = text.trim() === "" ? NaN : Number(text);
            return Number.isNaN(number) ? text : number;
          };
          const compare = (one, other) => {
            if (typeof one === "number") {
              return typeof other === "number" ? one - other : -1;
            }
            return typeof other === "number" ? 1 : one.localeCompare(other);
          };
          [...body.rows].sort((one, other) => direction * compare(key(one), key(other)))
            .forEach(row => body.append(row));
          for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
          head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
        };
        head.addEventListener("click", sort);
        head.addEventListener("keydown", event => { if (event.key === "Enter") sort(); });
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
