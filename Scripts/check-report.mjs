#!/usr/bin/env -S node --experimental-websocket
// Opens reports in headless Chromium at two widths, light and dark, and fails on console errors, on words
// of a drawing that cover each other, on tables of values that do not fit their place, on dead links, and on
// switches, sorting, zoom or a slider that do nothing.
//   Scripts/check-report.mjs REPORT.html… [--pictures FOLDER [--section NAME]]
// Needs Node 20 and Chromium; says so and fails where they are missing.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const words = process.argv.slice(2);
const at = words.indexOf("--pictures");
const pictures = at < 0 ? undefined : words.splice(at, 2)[1];
const of = words.indexOf("--section");
const section = of < 0 ? undefined : words.splice(of, 2)[1];
const browser = ["chromium", "chromium-browser", "google-chrome"].find(
  name => spawnSync(name, ["--version"]).status === 0);
if (!browser || typeof WebSocket === "undefined") {
  console.error("error: reports are checked with Chromium and Node 20, and one of them is not here");
  process.exit(69);
}

// Runs inside the page; answers a list of complaints.
function inspect() {
  const faults = [];
  for (const link of document.querySelectorAll("a[href^='#']"))
    if (!document.querySelector(link.getAttribute("href"))) faults.push(`dead link ${link.href}`);
  for (const svg of document.querySelectorAll("figure svg")) {
    const name = svg.getAttribute("aria-label") || "a drawing";
    const texts = [...svg.querySelectorAll("text:not(.halo)")].filter(text => text.textContent);
    const boxes = texts.map(text => text.getBoundingClientRect());
    for (let i = 0; i < boxes.length; i++)
      for (let j = i + 1; j < boxes.length; j++) {
        const wide = Math.min(boxes[i].right, boxes[j].right) - Math.max(boxes[i].left, boxes[j].left);
        const high = Math.min(boxes[i].bottom, boxes[j].bottom) - Math.max(boxes[i].top, boxes[j].top);
        if (wide > 2 && high > 0.4 * Math.min(boxes[i].height, boxes[j].height))
          faults.push(`${name}: '${texts[i].textContent}' and '${texts[j].textContent}' overlap`);
      }
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) faults.push("the page is wider than its window");
  for (const table of document.querySelectorAll("table.fill")) {
    const fold = table.closest("details"), place = table.parentElement;
    if (fold) fold.open = true;
    // On a phone a table may scroll.
    if (innerWidth > 736 && place.scrollWidth > place.clientWidth + 1)
      faults.push(`the table of '${table.closest("section").id}' is wider than its place`);
    if (fold) fold.open = false;
  }
  const slider = document.querySelector(".scrub input");
  const portraits = [...document.querySelectorAll("svg[data-iterates]")];
  if (portraits.length > 0 && !slider) faults.push("the portraits have no slider");
  if (slider) {
    const places = [];
    for (const value of [0, Math.floor(slider.max / 2), slider.max]) {
      slider.value = value;
      slider.dispatchEvent(new Event("input"));
      places.push(portraits.map(svg => {
        const dot = svg.querySelector(".now");
        return dot && `${dot.getAttribute("cx")} ${dot.getAttribute("cy")}`;
      }).join());
      if (!/step [\d,]+/.test(document.querySelector(".scrub output").textContent))
        faults.push("the slider does not say its step");
    }
    if (places.some(place => place.includes("null"))) faults.push("the slider moves no dot");
    if (slider.max > 2 && new Set(places).size === 1) faults.push("the slider's dots stand still");
    if (slider.tabIndex !== 0) faults.push("the slider cannot be reached by keys");
    const button = document.querySelector(".scrub button");
    button.click();
    if (button.textContent !== "Pause") faults.push("the portraits cannot be played");
    button.click();
    if (button.textContent !== "Play") faults.push("the portraits cannot be stopped");
  }
  const chip = document.querySelector(".chip");
  if (chip) {
    const shown = () => [...document.querySelectorAll(`svg .${chip.dataset.run}`)].filter(
      mark => mark.getClientRects().length > 0).length;
    const before = shown();
    chip.click();
    if (before > 0 && shown() > 0) faults.push("a run's switch hides nothing");
    chip.click();
    if (shown() !== before) faults.push("a run's switch does not bring its marks back");
  }
  for (const table of document.querySelectorAll("table.sortable")) {
    const head = table.querySelector("thead th:last-child");
    const column = head.cellIndex;
    for (let round = 0; round < 2; round++) {
      head.click();
      const numbers = [...table.tBodies[0].rows].map(row => {
        const cell = row.cells[column];
        return Number(cell.dataset.value ?? cell.textContent);
      }).filter(number => !Number.isNaN(number));
      const sign = head.getAttribute("aria-sort") === "ascending" ? 1 : -1;
      if (numbers.some((number, row) => row > 0 && sign * (number - numbers[row - 1]) < 0))
        faults.push(`the table '${head.textContent}' does not sort`);
    }
  }
  const svg = document.querySelector("figure svg.chart[data-frame]");
  if (svg) {
    svg.scrollIntoView();
    const box = svg.getBoundingClientRect(), whole = svg.getAttribute("viewBox");
    const send = (target, type, x, y) => target.dispatchEvent(new PointerEvent(type, {
      clientX: box.left + x * box.width, clientY: box.top + y * box.height, bubbles: true, button: 0 }));
    send(svg, "pointerdown", .3, .3);
    send(window, "pointermove", .6, .6);
    send(window, "pointerup", .6, .6);
    if (svg.getAttribute("viewBox") === whole) faults.push("dragging over a chart does not zoom");
    svg.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    if (svg.getAttribute("viewBox") !== whole) faults.push("a double click does not zoom out");
    send(svg, "pointermove", .5, .5);
    if (!svg.nextElementSibling.textContent.includes("step")) faults.push("a pointer reads no values");
    send(svg, "pointerleave", .5, .5);
    scrollTo(0, 0);
  }
  return faults;
}

const profile = mkdtempSync(join(tmpdir(), "check-report-"));
const child = spawn(browser, ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
  "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
const endpoint = await new Promise((found, lost) => {
  let said = "";
  child.stderr.on("data", data => {
    said += data;
    const match = said.match(/ws:\/\/127\.0\.0\.1:(\d+)\//);
    if (match) found(`http://127.0.0.1:${match[1]}`);
  });
  child.on("exit", () => lost(new Error(said)));
});
const [page] = (await (await fetch(`${endpoint}/json/list`)).json()).filter(one => one.type === "page");
const socket = new WebSocket(page.webSocketDebuggerUrl);
await new Promise(open => socket.addEventListener("open", open));
const waiting = new Map();
let complaints = [], loaded = () => {};
socket.addEventListener("message", ({ data }) => {
  const message = JSON.parse(data);
  if (message.id) waiting.get(message.id)(message.result ?? message.error);
  if (message.method === "Page.loadEventFired") loaded();
  if (message.method === "Runtime.exceptionThrown")
    complaints.push(message.params.exceptionDetails.exception?.description ?? "an exception");
  if (message.method === "Log.entryAdded") complaints.push(message.params.entry.text);
});
let number = 0;
const ask = (method, params = {}) => new Promise(answer => {
  waiting.set(++number, answer);
  socket.send(JSON.stringify({ id: number, method, params }));
});
await ask("Page.enable");
await ask("Runtime.enable");
await ask("Log.enable");
if (pictures) mkdirSync(pictures, { recursive: true });
let faults = 0;
for (const file of words) {
  for (const width of [1280, 420]) for (const scheme of ["light", "dark"]) {
    complaints = [];
    await ask("Emulation.setDeviceMetricsOverride",
      { width, height: 900, deviceScaleFactor: 1, mobile: false });
    await ask("Emulation.setEmulatedMedia",
      { features: [{ name: "prefers-color-scheme", value: scheme }] });
    const done = new Promise(resolve => { loaded = resolve; });
    await ask("Page.navigate", { url: pathToFileURL(resolve(file)).href });
    await done;
    const { result, exceptionDetails } = await ask("Runtime.evaluate",
      { expression: `(${inspect})()`, returnByValue: true });
    if (exceptionDetails) complaints.push(exceptionDetails.exception?.description ?? "the check failed");
    complaints.push(...(result?.value ?? []));
    for (const complaint of complaints) console.log(`${file} at ${width}, ${scheme}: ${complaint}`);
    faults += complaints.length;
    if (pictures) {
      const box = `(({ x, y, width, height }) => ({ x, y: y + scrollY, width, height, scale: 1 }))(
        (document.getElementById(${JSON.stringify(section)}) ?? document.body).getBoundingClientRect())`;
      const clip = await ask("Runtime.evaluate", { expression: box, returnByValue: true });
      const { data } = await ask("Page.captureScreenshot",
        { captureBeyondViewport: true, clip: clip.result.value });
      writeFileSync(join(pictures, `${basename(file, ".html")}-${width}-${scheme}.png`), data, "base64");
    }
  }
}
socket.close();
child.kill();
await new Promise(gone => child.on("exit", gone));
// The browser's helpers may still write there for a moment.
rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
console.log(faults === 0 ? `checked ${words.length} reports at two widths, light and dark` : `${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
