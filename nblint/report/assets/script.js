"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const ALL_OPEN = 150; // with no more items than this all groups begin open
const AT_ONCE = 100; // items of a group that are drawn before the reader asks for more

/** Make an element. Texts become text and never markup. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const badge = (word) => el("span", { class: `badge ${word}` }, word);
const link = (href, text) => el("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);
const web = (address) => (/^https?:\/\//i.test(address) ? link(address, address) : el("span", null, address));

function place(spot) {
  const text = `${spot.path}:${spot.line}:${spot.column}`;
  return el("span", { class: "place" }, spot.href ? link(spot.href, text) : text);
}

function list(pairs) {
  const shown = pairs.filter(([, value]) => value);
  return shown.length ? el("dl", null, ...shown.flatMap(([name, value]) => [el("dt", null, name), el("dd", null, value)])) : null;
}

/** What an address answered, and since when. */
function answer(verdict) {
  if (!verdict) return null;
  const { evidence, past } = verdict;
  const redirects = evidence.redirects.map((hop) => `${hop.status || "refresh"} ${hop.url}`).join(" → ");
  const reason = evidence.reason === `answers ${evidence.status}` ? "" : evidence.reason;
  const lost = Object.keys(verdict.fragments).filter((id) => verdict.fragments[id].state === "missing").map((id) => `#${id}`);
  const runs = past.streak > 1 ? ` (in ${past.streak} runs)` : "";
  return list([
    ["answer", [evidence.status ?? (evidence.attempts ? "none" : ""), reason].filter(Boolean).join(", ")],
    ["redirects", redirects],
    ["leads to", evidence.final && evidence.final !== verdict.url ? web(evidence.final) : ""],
    [verdict.outcome === "blocked" ? "turned away by" : "told by", [evidence.provider, evidence.asked].filter(Boolean).join(", asked at ")],
    ["page", verdict.title || verdict.media_type],
    ["but", verdict.not_found],
    ["not on it", lost.join(", ")],
    ["seen", day(evidence.when)],
    ["failing since", past.first_failure ? el("span", null, day(past.first_failure), runs) : ""],
    ["last fine", day(past.last_success)],
  ]);
}

const day = (time) => (time ? el("time", { datetime: time }, time.replace("T", " ").replace("Z", " UTC")) : "");

function finding(item) {
  const { before, marked, after } = item.excerpt;
  const mend = item.fix ? `${item.fix.title} (${item.fix.safe ? "safe" : "unsafe"} fix)` : "";
  const help = item.help === item.fix?.title ? "" : item.help;
  return el(
    "article", { class: "item" },
    el("div", { class: "head" }, place(item), badge(item.severity), el("code", { class: "rule" }, item.rule)),
    el("div", { class: "message" }, item.message),
    before || marked || after ? el("pre", null, before, el("mark", null, marked), after) : null,
    el("div", { class: "help" }, [help, mend].filter(Boolean).join(" · ")),
    answer(item.verdict),
  );
}

function address(item) {
  const places = el("span", null);
  item.places.forEach((spot, i) => places.append(i ? ", " : "", place(spot)));
  return el(
    "article", { class: "item" },
    el("div", { class: "head" }, el("span", { class: "message" }, web(item.address)), badge(item.state)),
    answer(item.verdict) ?? el("div", { class: "help" }, item.detail),
    list([["linked from", places]]),
  );
}

const SEVERITIES = ["error", "warning", "info"];
const STATES = ["dead", "unreachable", "blocked", "moved", "insecure", "skipped", "alive"];
const ofFindings = { items: data.findings, facet: (item) => item.severity, facets: SEVERITIES, draw: finding, noun: "findings" };
const ofAddresses = { items: data.addresses, facet: (item) => item.state, facets: STATES, draw: address, noun: "addresses" };
const VIEWS = [
  { ...ofFindings, name: "Files", key: (item) => item.path },
  { ...ofFindings, name: "Rules", key: (item) => item.rule, about: (key) => data.rules[key] },
  { ...ofAddresses, name: "Hosts", key: (item) => item.host || "no host" },
  { ...ofAddresses, name: "Answers", key: (item) => item.state, order: (key) => STATES.indexOf(key) },
];
for (const item of [...data.findings, ...data.addresses]) item.text = JSON.stringify(item).toLowerCase();
let view = VIEWS[0];
const hidden = new Set();

/** Return the items that the reader wants to see, in groups. */
function grouped() {
  const words = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map();
  for (const item of view.items) {
    if (hidden.has(view.facet(item)) || !words.every((word) => item.text.includes(word))) continue;
    const key = view.key(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  const order = view.order ?? (() => 0);
  return [...groups].sort(([a, x], [b, y]) => order(a) - order(b) || y.length - x.length || (a < b ? -1 : 1));
}

function group(key, items, open) {
  const about = view.about?.(key);
  const { draw } = view;
  const box = el(
    "details", { class: "group" },
    el("summary", null, el("b", null, key), about ? el("span", { class: "faint" }, about) : null, el("span", { class: "number" }, String(items.length))),
  );
  let drawn = 0;
  const more = el("button", { type: "button", class: "more", click: () => fill() });
  function fill() {
    more.remove();
    box.append(...items.slice(drawn, drawn + AT_ONCE).map(draw));
    drawn = Math.min(drawn + AT_ONCE, items.length);
    more.textContent = `Show more (${items.length - drawn} left)`;
    if (drawn < items.length) box.append(more);
  }
  box.addEventListener("toggle", () => { if (box.open && !drawn) fill(); });
  box.open = open;
  return box;
}

function draw() {
  const groups = grouped();
  const count = groups.reduce((sum, [, items]) => sum + items.length, 0);
  at("count").textContent = `${count} of ${view.items.length} ${view.noun} in ${groups.length} ${groups.length === 1 ? "group" : "groups"}`;
  const nothing = view.items.length ? "Nothing matches." : `No ${view.noun}.`;
  at("list").replaceChildren(
    ...(groups.length ? groups.map(([key, items]) => group(key, items, count <= ALL_OPEN)) : [el("p", { class: "nothing" }, nothing)]),
  );
}

function choose(chosen) {
  view = chosen;
  history.replaceState(null, "", `#${view.name}`);
  for (const tab of at("views").children) {
    const selected = tab.textContent === view.name;
    tab.setAttribute("aria-selected", selected);
    tab.tabIndex = selected ? 0 : -1;
    if (selected) at("list").setAttribute("aria-labelledby", tab.id);
  }
  const number = (facet) => view.items.filter((item) => view.facet(item) === facet).length;
  at("facets").replaceChildren(...view.facets.filter(number).map((facet) => el("button", {
    type: "button", "aria-pressed": !hidden.has(facet),
    click: ({ currentTarget }) => {
      if (!hidden.delete(facet)) hidden.add(facet);
      currentTarget.setAttribute("aria-pressed", !hidden.has(facet));
      draw();
    },
  }, badge(facet), ` ${number(facet)}`)));
  draw();
}

function turn(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  choose(VIEWS.at((VIEWS.indexOf(view) + step) % VIEWS.length));
  at("views").children[VIEWS.indexOf(view)].focus();
}

at("total").textContent = data.total;
at("views").append(...VIEWS.map((item) => el("button", { type: "button", role: "tab", id: `view-${item.name}`, "aria-controls": "list", click: () => choose(item), keydown: turn }, item.name)));
for (const note of data.notes) at(note.startsWith("problem:") ? "problems" : "notes").append(el("li", null, note));
at("search").addEventListener("input", draw);
const toggle = (open) => { for (const box of at("list").querySelectorAll("details")) box.open = open; };
at("open").addEventListener("click", () => toggle(true));
at("close").addEventListener("click", () => toggle(false));
at("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  root.dataset.theme = dark ? "light" : "dark";
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.matches("input")) return;
  event.preventDefault();
  at("search").focus();
});
choose(VIEWS.find((item) => location.hash === `#${item.name}`) ?? view);
