/* The page's own script. Text reaches the document by textContent only; nothing is fetched from anywhere. */
(function () {
"use strict";

const DATA = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);

/* ---------------------------------------------------------------- words */

const WORDS = {
  search: ["搜索姓名、机构、地名……（汉字 / 拼音 / 首字母）", "Search people, bodies, places … (汉字 / pinyin / initials)"],
  fit: ["全图", "Fit"], link: ["复制链接", "Copy link"], copied: ["链接已复制", "Link copied"],
  notcopied: ["链接在地址栏", "The link is in the address bar"],
  export: ["导出", "Export"], png: ["图片 PNG（含图例）", "Picture, PNG (with legend)"], svg: ["矢量图 SVG（含图例）", "Vector picture, SVG (with legend)"],
  csvn: ["节点表 CSV（当前视图）", "Nodes, CSV (this view)"], csve: ["关系表 CSV（当前视图）", "Statements, CSV (this view)"],
  lang: ["English", "中文"], types: ["类型", "Types"], relations: ["关系", "Relations"], time: ["时间", "Time"],
  article: ["文章", "Article"], allarticles: ["全部文章", "All articles"], which: ["陈述", "Statements"], undated: ["无日期", "Without a date"], yearless: ["只知月日，不知年份", "Day known, year unknown"], asof: ["见报 {0}", "as of {0}"],
  isolates: ["没有关系的节点", "Nodes without relations"], reset: ["恢复全部", "Show everything"], all: ["全选", "all"], none: ["清空", "none"],
  colour: ["着色", "Colour"], bytype: ["按类型", "by type"], bygroup: ["按社群", "by community"],
  derived: ["并非来自文本（地名表或推断）", "Not from a text (gazetteer or inference)"], asserted: ["陈述", "Asserted"],
  status: ["显示 {0} / {1} 个实体，{2} / {3} 条陈述", "{0} of {1} entities, {2} of {3} statements shown"],
  overview: ["总览", "Overview"], entities: ["实体", "entities"], statements: ["陈述", "statements"], articles: ["文章", "articles"],
  hint: ["点击节点看它的全部陈述与原文；点击连线看作出这一陈述的句子。", "Click a node for all its statements with their sentences; click a line for the sentences that make it."],
  central: ["最中心的{0}", "Most central: {0}"], communities: ["社群（Louvain，种子 {0}，分辨率 {1}，模块度 {2}）", "Communities (Louvain, seed {0}, resolution {1}, modularity {2})"],
  full: ["全称", "Full name"], code: ["区划代码", "Division code"], aliases: ["又作", "Also"], mentions: ["提及", "Mentions"], inarticles: ["见于文章", "In articles"],
  relationsn: ["关系", "Relations"], community: ["社群", "Community"], id: ["标识", "Id"],
  hops: ["只看周围", "Neighbourhood"], hop: ["{0} 步", "{0} step{s}"], path: ["到……的路径", "Path to …"], pathto: ["另一端：输入名称", "The other end: type a name"],
  nopath: ["在当前筛选下，{0} 与 {1} 之间没有路径。", "There is no path between {0} and {1} under the present filters."],
  pathhead: ["路径：{0} 步", "Path of {0} step{s}"], leave: ["回到全图", "Back to all"], around: ["{0} 周围 {1} 步", "Within {1} step{s} of {0}"],
  capped: ["，大节点只显示最重要的 {0} 个邻居", ", for hubs only the {0} most important neighbours"],
  more: ["再显示 {0} 条", "Show {0} more"], further: ["另有 {0} 条同样的陈述，见 edges.csv", "{0} more statements of the same, see edges.csv"],
  gazetteer: ["据全国统计用区划代码表，并非文中所述。", "From the national table of divisions; no text says it."],
  nosentence: ["推断得出，并非文中所述（{0}）。", "Inferred; no text says it ({0})."], notext: ["原文不在此导出之中。", "The text is not part of this export."], nothing: ["没有陈述。", "No statements."], hiddenn: ["另有 {0} 条陈述被筛选隐去", "{0} more are hidden by the filters"],
  offsets: ["字符 {0}–{1}", "characters {0}–{1}"], confidence: ["可信度 {0}", "confidence {0}"], showonly: ["只看这篇", "only this article"],
  nohit: ["没有找到", "Nothing found"], hiddenhit: ["已隐去", "hidden"], nodate: ["无日期", "undated"],
  large: ["图较大：先显示最中心的 {0} 个", "Large graph: the {0} most central are shown"], showall: ["全部显示", "Show all"],
  members: ["{0} 个节点", "{0} nodes"], between: ["之间的陈述", "Statements between"], planned: ["计划", "planned"],
};

let state = fresh();
function fresh() {
  return { lang: (state0("lang") || ((navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en")),
    types: new Set(), relations: new Set(), modalities: new Set(), from: 0, to: -1, undated: true, yearless: true, isolates: true,
    article: -1, ego: null, path: null, sel: null, colour: "type", everything: DATA.nodes.length <= DATA.limits.nodes };
}
function state0(name) { try { return new URLSearchParams(location.hash.slice(1)).get(name); } catch (e) { return null; } }

function t(key, ...values) {
  let text = WORDS[key][state.lang === "zh" ? 0 : 1];
  values.forEach((v, i) => { text = text.split("{" + i + "}").join(String(v)); });
  const number = values.find((v) => typeof v === "number");
  return text.split("{s}").join(number === 1 ? "" : "s");
}
function label(group, name) {
  const found = Object.prototype.hasOwnProperty.call(DATA.labels[group], name) ? DATA.labels[group][name] : null;
  return found ? found[state.lang === "zh" ? 0 : 1] || name : name;
}
const typeName = (x) => { const w = label("types", x); return w.slice(0, 1).toUpperCase() + w.slice(1); };
const relationName = (x) => label("relations", x);
function kindName(n) { return n.kind ? label("kinds", n.type + "/" + n.kind) : ""; }
function modalityName(m) { return m === "derived" ? t("derived") : label("modalities", m) === m && m === "asserted" ? t("asserted") : label("modalities", m); }

/* ---------------------------------------------------------------- the data, indexed */

const nodes = new Map(DATA.nodes.map((n) => [n.id, n]));
const about = new Map(DATA.nodes.map((n) => [n.id, []]));
const pairs = new Map();
const SEP = "\u0001";
const derived = (s) => s.text === undefined && s.rule !== undefined;
const modalityOf = (s) => (derived(s) ? "derived" : s.modality || "asserted");
for (const s of DATA.statements) {
  about.get(s.s).push(s);
  if (s.o !== s.s) about.get(s.o).push(s);
  const key = s.s + SEP + s.o;
  if (!pairs.has(key)) pairs.set(key, []);
  pairs.get(key).push(s);
}
const byRank = [...DATA.nodes].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
byRank.forEach((n, i) => { n.order = i; });
/* Dates without a year stand in the year 0000. Where no date has a year, the months are the axis of time. */
const NO_YEAR = "0000";
const FULL = DATA.statements.some((s) => s.from && !s.from.startsWith(NO_YEAR));
const bucket = (s) => (!s.from ? "undated" : FULL && s.from.startsWith(NO_YEAR) ? "yearless" : "");
const lasting = new Set(DATA.lasting);
const months = [...new Set(DATA.statements.filter((s) => s.from && !bucket(s)).map((s) => s.from.slice(0, 7)))].sort();
if (months.length > 1) { // every month between the first and the last, as far as that stays readable
  const all = [];
  let [y, m] = months[0].split("-").map(Number);
  const last = months[months.length - 1];
  for (;;) {
    const name = String(y).padStart(4, "0") + "-" + String(m).padStart(2, "0");
    all.push(name);
    if (name >= last || all.length > 1200) break;
    m += 1; if (m > 12) { m = 1; y += 1; }
  }
  if (all.length <= 1200) months.splice(0, months.length, ...all);
}
function count(items, key) {
  const found = new Map();
  for (const x of items) { const k = key(x); found.set(k, (found.get(k) || 0) + 1); }
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
const TYPES = count(DATA.nodes, (n) => n.type);
const RELATIONS = count(DATA.statements, (s) => s.p);
const MODALITIES = count(DATA.statements, modalityOf);

/* ---------------------------------------------------------------- small helpers */

function el(tag, props, ...kids) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (k === "class") e.className = v;
    else if (k.startsWith("on")) e.addEventListener(k.slice(2), v);
    else if (k in e && k !== "list") e[k] = v;
    else e.setAttribute(k, v);
  }
  for (const kid of kids.flat()) if (kid !== null && kid !== undefined) e.append(kid);
  return e;
}
function clear(e) { while (e.firstChild) e.removeChild(e.firstChild); return e; }
function styleOf(type) { return DATA.styles[type] || ["#888888", "dot"]; }
function colourOf(n) {
  if (state.colour === "type") return n.color;
  return n.group === undefined ? "#c9ced4" : n.group < DATA.palette.length - 1 ? DATA.palette[n.group] : DATA.palette[DATA.palette.length - 1];
}

/* outlines on the unit circle, y down, for the legend and for exported pictures */
function polygon(corners, turn) {
  return [...Array(corners).keys()].map((i) => [Math.cos(turn + (2 * Math.PI * i) / corners), Math.sin(turn + (2 * Math.PI * i) / corners)]);
}
const OUTLINE = {
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  triangle: polygon(3, -Math.PI / 2).map(([x, y]) => [x, y + 0.15]),
  triangleDown: polygon(3, Math.PI / 2).map(([x, y]) => [x, y - 0.15]),
  hexagon: polygon(6, 0), pentagon: polygon(5, -Math.PI / 2),
  star: [...Array(10).keys()].map((i) => { const r = i % 2 ? 0.5 : 1.05, a = -Math.PI / 2 + (Math.PI * i) / 5; return [r * Math.cos(a), r * Math.sin(a) + 0.05]; }),
  page: [[-0.72, -0.95], [0.28, -0.95], [0.75, -0.45], [0.75, 0.95], [-0.72, 0.95]],
};
const SVG = "http://www.w3.org/2000/svg";
function shape(kind, colour, size, x, y) {
  const points = OUTLINE[kind];
  const e = document.createElementNS(SVG, points ? "polygon" : "circle");
  if (points) e.setAttribute("points", points.map(([a, b]) => (x + a * size).toFixed(1) + "," + (y + b * size).toFixed(1)).join(" "));
  else { e.setAttribute("cx", x); e.setAttribute("cy", y); e.setAttribute("r", size); }
  e.setAttribute("fill", colour);
  return e;
}
function icon(type, colour) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16"); svg.setAttribute("class", "icon"); svg.setAttribute("aria-hidden", "true");
  const [own, kind] = styleOf(type);
  svg.append(shape(kind, colour || own, 6.6, 8, 8));
  return svg;
}
function drawOutline(kind) {
  return ({ ctx, x, y, state: at, style, id }) => {
    const size = style.size;
    return {
      drawNode() {
        ctx.save();
        ctx.globalAlpha = faded.has(id) ? 0.12 : 1;
        ctx.beginPath();
        OUTLINE[kind].forEach(([a, b], i) => (i ? ctx.lineTo(x + a * size, y + b * size) : ctx.moveTo(x + a * size, y + b * size)));
        ctx.closePath();
        ctx.fillStyle = style.color; ctx.fill();
        ctx.lineWidth = at.selected ? 3 : at.hover ? 2.5 : 1.5;
        ctx.strokeStyle = at.selected || at.hover ? "#1d2733" : "#ffffff"; ctx.stroke();
        ctx.restore();
      },
      nodeDimensions: { width: 2 * size, height: 2 * size },
    };
  };
}

/* ---------------------------------------------------------------- what is visible */

let faded = new Set();
let seen = { nodes: new Set(), statements: new Set(), pairs: new Map() };
const HUB = 40;

function passes(s) {
  if (state.relations.has(s.p) || state.modalities.has(modalityOf(s))) return false;
  if (state.article >= 0 && s.article !== state.article) return false;
  const kept = bucket(s);
  if (kept) return state[kept];
  if (!months.length) return true;
  const first = months[Math.max(0, state.from)], last = months[state.to < 0 ? months.length - 1 : state.to];
  return s.to.slice(0, 7) >= first && s.from.slice(0, 7) <= last;
}
function narrowed() { return state.article >= 0 || state.from > 0 || (state.to >= 0 && state.to < months.length - 1); }

function compute() {
  const base = new Set();
  for (const n of state.everything ? DATA.nodes : byRank.slice(0, DATA.limits.nodes)) if (!state.types.has(n.type)) base.add(n.id);
  if (state.sel && state.sel.node && !state.types.has(nodes.get(state.sel.node).type)) base.add(state.sel.node);
  let good = DATA.statements.filter((s) => base.has(s.s) && base.has(s.o) && passes(s));
  let chosen = base;
  let capped = false;
  if (state.ego) {
    const near = adjacency(good);
    const found = new Set([state.ego.node]);
    let front = [state.ego.node];
    for (let step = 0; step < state.ego.hops; step++) {
      const next = [];
      for (const v of front) {
        let around = [...new Set(near.get(v) || [])].filter((w) => !found.has(w));
        if (step > 0 && around.length > HUB) {
          around = around.sort((a, b) => nodes.get(a).order - nodes.get(b).order).slice(0, HUB); capped = true;
        }
        for (const w of around) { found.add(w); next.push(w); }
      }
      front = next;
    }
    chosen = found;
  } else if (state.path && state.path.nodes) {
    chosen = new Set(state.path.nodes);
  } else if (narrowed() || !state.isolates) {
    const tied = new Set();
    for (const s of good) { tied.add(s.s); tied.add(s.o); }
    chosen = new Set([...base].filter((v) => tied.has(v) || (state.sel && state.sel.node === v)));
  }
  if (chosen !== base) good = good.filter((s) => chosen.has(s.s) && chosen.has(s.o));
  const drawn = new Map();
  for (const s of good) {
    const key = s.s + SEP + s.o;
    if (!drawn.has(key)) drawn.set(key, []);
    drawn.get(key).push(s);
  }
  seen = { nodes: chosen, statements: new Set(good), pairs: drawn, capped };
}
function adjacency(list) {
  const near = new Map();
  for (const s of list) {
    if (!near.has(s.s)) near.set(s.s, []);
    if (!near.has(s.o)) near.set(s.o, []);
    near.get(s.s).push(s.o); near.get(s.o).push(s.s);
  }
  return near;
}

/* ---------------------------------------------------------------- the drawing */

const GREY = "#b9c1ca";
/* symbols of one size look alike in weight */
const EVEN = { square: 0.82, star: 1.2, triangle: 1.1, triangleDown: 1.1, diamond: 1.05 };
const visNodes = new vis.DataSet(DATA.nodes.map((n) => visNode(n)));
const visEdges = new vis.DataSet(DATA.edges.filter((e) => pairs.has(e.from + SEP + e.to)).map((e) => Object.assign(visEdge(e.from + SEP + e.to, pairs.get(e.from + SEP + e.to), true), e)));
function visNode(n) {
  const colour = colourOf(n);
  const item = { id: n.id, x: n.x, y: n.y, size: n.size * (EVEN[n.shape] || 1), hidden: true,
    color: { background: colour, border: "#ffffff", highlight: { background: colour, border: "#1d2733" }, hover: { background: colour, border: "#1d2733" } } };
  if (n.shape === "page" || n.shape === "pentagon") Object.assign(item, { shape: "custom", ctxRenderer: drawOutline(n.shape), color: colour });
  else item.shape = n.shape;
  return item;
}
function edgeColour(list) { return list.every(derived) ? "#dfe3e7" : GREY; }
function visEdge(key, list, hidden) {
  const [s, o] = key.split(SEP);
  return { id: key, from: s, to: o, hidden, width: 1 + Math.min(3, Math.log2(list.length)),
    dashes: list.every((x) => modalityOf(x) !== "asserted") ? [5, 4] : false,
    color: { color: edgeColour(list), hover: "#6d7f90", highlight: "#24527a" } };
}
const options = Object.assign({}, DATA.options);
const network = new vis.Network($("net"), { nodes: visNodes, edges: visEdges }, options);

const shown = { nodes: new Map(), edges: new Map() };
function paint() {
  compute();
  const focus = focused();
  faded = new Set();
  // in a large picture what is chosen stands out by dark lines; repainting all else would make the click wait
  const dims = focus && seen.nodes.size <= 1500;
  const changes = [], edgeChanges = [];
  for (const n of DATA.nodes) {
    const visible = seen.nodes.has(n.id);
    const dim = visible && dims && !focus.nodes.has(n.id);
    if (dim) faded.add(n.id);
    const key = (visible ? "v" : "h") + (dim ? "d" : "") + state.colour;
    if (shown.nodes.get(n.id) === key) continue;
    shown.nodes.set(n.id, key);
    const item = visNode(n);
    item.hidden = !visible;
    item.opacity = dim ? 0.14 : 1;
    delete item.x; delete item.y;
    changes.push(item);
  }
  for (const [key, list] of pairs) {
    if (list[0].s === list[0].o) continue;
    const now = seen.pairs.get(key);
    const lit = focus && focus.pairs.has(key);
    const mark = now ? now.length + (lit ? "l" : dims ? "d" : "") : "h";
    if (shown.edges.get(key) === mark) continue;
    shown.edges.set(key, mark);
    const item = visEdge(key, now || list, !now);
    if (lit) { item.color.color = "#54708a"; item.width += 0.6; }
    else if (dims) item.color = { color: "#eceef0", hover: "#6d7f90", highlight: "#24527a" };
    edgeChanges.push(item);
  }
  if (changes.length) visNodes.update(changes);
  if (edgeChanges.length) visEdges.update(edgeChanges);
  $("status").textContent = t("status", seen.nodes.size, DATA.nodes.length, seen.statements.size, DATA.statements.length);
  paintScope();
  network.redraw();
}
function focused() {
  if (state.path && state.path.nodes) return null;
  if (!state.sel) return null;
  if (state.sel.edge) {
    const [a, b] = state.sel.edge;
    return { nodes: new Set([a, b]), pairs: new Set([a + SEP + b, b + SEP + a]) };
  }
  const id = state.sel.node;
  const around = new Set([id]), lit = new Set();
  for (const key of seen.pairs.keys()) {
    const [a, b] = key.split(SEP);
    if (a === id || b === id) { around.add(a); around.add(b); lit.add(key); }
  }
  return { nodes: around, pairs: lit };
}

/* Labels are drawn here and not by vis: as many as fit without covering one another, the important ones first. */
const FONT = getComputedStyle(document.body).fontFamily;
const widths = new Map();
let hovered = null;
function short(text) { const cs = [...text]; return cs.length > 16 ? cs.slice(0, 15).join("") + "…" : text; }
function room() {
  const cells = new Map();
  const each = (box, visit) => {
    for (let i = Math.floor(box[0] / 90); i <= Math.floor(box[2] / 90); i++) for (let j = Math.floor(box[1] / 24); j <= Math.floor(box[3] / 24); j++) if (visit(i + "," + j)) return true;
    return false;
  };
  return {
    free: (box) => !each(box, (key) => (cells.get(key) || []).some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])),
    take: (box) => each(box, (key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); return false; }),
  };
}
/* Where each name goes: list is in order of importance, at(node) its place and radius on the paper. */
function plan(ctx, list, at, paper, most, near, strong) {
  const names = room(), symbols = room(), found = [];
  // symbols are no place for a name either, unless there are too many to ask
  if (list.length <= 1500) for (const n of list) { const [x, y, r] = at(n), s = r * 0.8; symbols.take([x - s, y - s, x + s, y + s]); }
  for (const n of list) {
    if (found.length >= most) break;
    const [x, y, r, px] = at(n), big = strong(n);
    if (x < -60 || y < -30 || x > paper[0] + 60 || y > paper[1] + 20) continue;
    const text = big ? n.label : short(n.label);
    const font = (big ? "600 " : "") + px + "px " + FONT, key = font + text;
    if (!widths.has(key)) { ctx.font = font; widths.set(key, ctx.measureText(text).width); }
    const w = widths.get(key) / 2;
    const below = [x - w - 1, y + r + 2, x + w + 1, y + r + px + 5];
    const tries = [below, [x - w - 1, y - r - px - 5, x + w + 1, y - r - 2], [x + r + 4, y - px / 2 - 1, x + r + 2 * w + 6, y + px / 2 + 2], [x - r - 2 * w - 6, y - px / 2 - 1, x - r - 4, y + px / 2 + 2]];
    let box = tries.find((b) => b[0] > 2 && b[2] < paper[0] - 2 && names.free(b) && symbols.free(b));
    // what matters most may cover a symbol, but no other name; what was asked for may cover anything
    if (!box && (near(n) || found.length < 24) && names.free(below)) box = below;
    if (!box && big) box = below;
    if (!box) continue;
    names.take(box);
    found.push({ node: n, text, font, px, big, x: (box[0] + box[2]) / 2, y: box[1] + 1 });
  }
  return { found, names };
}
network.on("afterDrawing", (ctx) => {
  const scale = network.getScale();
  const canvas = network.canvas.frame.canvas;
  const ratio = network.canvas.pixelRatio || 1;
  const paper = [canvas.width / ratio, canvas.height / ratio];
  const focus = focused();
  const first = state.sel && state.sel.node;
  const strong = (n) => n.id === first || n.id === hovered;
  const near = (n) => Boolean(focus && focus.nodes.has(n.id));
  const list = byRank.filter((n) => seen.nodes.has(n.id) && network.body.nodes[n.id]);
  if (focus || hovered) { const rank = (n) => n.order - (strong(n) ? 2e6 : near(n) ? 1e6 : 0); list.sort((a, b) => rank(a) - rank(b)); }
  const at = (n) => {
    const p = network.canvasToDOM(network.body.nodes[n.id]);
    return [p.x, p.y, n.size * scale, Math.round(Math.max(11, Math.min(strong(n) ? 17 : 15, 10.5 + n.size * scale * 0.22)))];
  };
  const most = Math.round(DATA.limits.labels * Math.max(0.35, Math.min(1, scale / 0.45)));
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { found, names } = plan(ctx, list, at, paper, most, near, strong);
  ctx.textAlign = "center"; ctx.textBaseline = "top"; ctx.lineJoin = "round"; ctx.lineWidth = 3.5;
  for (const { node, text, font, big, x, y } of found) {
    ctx.font = font;
    ctx.globalAlpha = focus && !near(node) && !big ? 0.25 : 1;
    ctx.strokeStyle = "rgba(255,255,255,.92)"; ctx.strokeText(text, x, y);
    ctx.fillStyle = near(node) || big ? "#0d1722" : "#2c3844"; ctx.fillText(text, x, y);
  }
  ctx.globalAlpha = 1;
  if ((focus && focus.pairs.size <= 26) || (state.path && state.path.nodes)) {
    ctx.font = "11px " + FONT; ctx.textBaseline = "middle"; ctx.lineWidth = 3;
    for (const key of focus ? focus.pairs : seen.pairs.keys()) {
      const said = seen.pairs.get(key);
      if (!said) continue;
      const [a, b] = key.split(SEP).map((id) => network.body.nodes[id]);
      const p = network.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      const text = [...new Set(said.map((s) => (s.title ? s.title : relationName(s.p))))].slice(0, 2).join("、");
      const w = ctx.measureText(text).width;
      const box = [p.x - w / 2, p.y - 7, p.x + w / 2, p.y + 7];
      if (!names.free(box)) continue;
      names.take(box);
      ctx.strokeStyle = "rgba(255,255,255,.95)"; ctx.strokeText(text, p.x, p.y);
      ctx.fillStyle = "#24527a"; ctx.fillText(text, p.x, p.y);
    }
  }
  ctx.restore();
});

/* ---------------------------------------------------------------- selection and scope */

function select(sel, move) {
  hideTip();
  state.sel = sel;
  if (sel && sel.node && !seen.nodes.has(sel.node)) { // asked for by name: whatever hides it gives way
    const n = nodes.get(sel.node);
    state.types.delete(n.type);
    if (state.ego || (state.path && !(state.path.nodes || []).includes(sel.node))) { state.ego = null; state.path = null; }
    controls();
  }
  paint();
  if (sel && sel.node) network.selectNodes([sel.node], false);
  else if (sel && sel.edge) network.setSelection({ nodes: [], edges: [sel.edge.join(SEP)].filter((e) => visEdges.get(e)) }, { highlightEdges: false });
  else network.unselectAll();
  panel();
  if (move && sel && sel.node) moveTo([sel.node]);
  save();
}
function moveTo(ids) {
  if (ids.length === 1) {
    const p = network.getPosition(ids[0]);
    network.moveTo({ position: p, scale: Math.max(0.85, Math.min(1.4, network.getScale())), animation: { duration: 350 } });
  } else fit(ids);
}
function fit(ids) { frame(ids || opening(), true); }
/* The picture opens on what is tied; nodes without relations stand in rows beneath it, the first of them in sight. */
function opening() {
  const tied = new Set();
  for (const s of seen.statements) { tied.add(s.s); tied.add(s.o); }
  if (tied.size < 3) return [...seen.nodes];
  const lowest = Math.max(...[...tied].map((id) => nodes.get(id).y));
  const first = Math.min(Infinity, ...[...seen.nodes].filter((id) => !tied.has(id) && nodes.get(id).y > lowest).map((id) => nodes.get(id).y));
  return [...seen.nodes].filter((id) => tied.has(id) || nodes.get(id).y <= first);
}
/* vis fits the middles of nodes; this leaves room for their labels as well */
function frame(list, slow) {
  if (!list.length) return;
  const place = network.getPositions(list);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const id of list) {
    const { x, y } = place[id];
    left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y);
  }
  const stage = $("net"), wide = Math.max(120, stage.clientWidth - 110), high = Math.max(120, stage.clientHeight - 90);
  const scale = Math.max(0.02, Math.min(1.5, wide / Math.max(1, right - left), high / Math.max(1, bottom - top)));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: slow ? { duration: 350 } : false });
}
function setEgo(id, hops) {
  hideTip();
  state.ego = { node: id, hops }; state.path = null; state.sel = { node: id };
  paint(); network.selectNodes([id], false); panel(); fit(); save();
}
function leave() { state.ego = null; state.path = null; paint(); panel(); fit(); save(); }
function findPath(a, b) {
  hideTip();
  state.ego = null; state.path = null;
  const keep = state.sel; state.sel = null;
  compute();
  const near = adjacency([...seen.statements]);
  const before = new Map([[a, null]]);
  let front = [a];
  while (front.length && !before.has(b)) {
    const next = [];
    for (const v of front) for (const w of [...new Set(near.get(v) || [])].sort((x, y) => nodes.get(x).order - nodes.get(y).order)) {
      if (!before.has(w)) { before.set(w, v); next.push(w); }
    }
    front = next;
  }
  const steps = [];
  if (before.has(b)) for (let v = b; v !== null; v = before.get(v)) steps.unshift(v);
  state.path = { a, b, nodes: steps.length ? steps : null };
  state.sel = steps.length ? null : keep;
  paint(); panel(); if (steps.length) fit(steps); save();
}
function paintScope() {
  const bar = clear($("scope"));
  bar.hidden = !(state.ego || (state.path && state.path.nodes) || !state.everything);
  if (state.ego) {
    const name = nodes.get(state.ego.node).label;
    bar.append(el("span", {}, t("around", short(name), state.ego.hops) + (seen.capped ? t("capped", HUB) : "")));
    for (const h of [1, 2, 3]) bar.append(el("button", { type: "button", class: h === state.ego.hops ? "on" : "", onclick: () => setEgo(state.ego.node, h) }, String(h)));
    bar.append(el("button", { type: "button", onclick: leave }, "✕ " + t("leave")));
  } else if (state.path && state.path.nodes) {
    bar.append(el("span", {}, t("pathhead", state.path.nodes.length - 1)), el("button", { type: "button", onclick: leave }, "✕ " + t("leave")));
  } else if (!state.everything) {
    bar.append(el("span", {}, t("large", DATA.limits.nodes)), el("button", { type: "button", onclick: () => { state.everything = true; paint(); fit(); save(); } }, t("showall")));
  }
}

network.on("click", (e) => {
  hideTip();
  if (e.nodes.length) return select({ node: e.nodes[0] });
  const edge = e.edges.length ? e.edges[0] : network.getEdgeAt(e.pointer.DOM);
  if (edge) return select({ edge: edge.split(SEP) });
  select(null);
});
network.on("doubleClick", (e) => { if (e.nodes.length) setEgo(e.nodes[0], 1); });
network.on("dragEnd", saveSoon); network.on("zoom", saveSoon);

/* ---------------------------------------------------------------- hovering */

let pointer = { x: 0, y: 0 };
$("stage").addEventListener("mousemove", (e) => {
  const box = $("stage").getBoundingClientRect();
  pointer = { x: e.clientX - box.left, y: e.clientY - box.top };
  if (!$("tip").hidden) placeTip();
});
function placeTip() {
  const tip = $("tip"), stage = $("stage");
  const x = Math.min(pointer.x + 16, stage.clientWidth - tip.offsetWidth - 8);
  const y = pointer.y + 18 + tip.offsetHeight > stage.clientHeight ? pointer.y - tip.offsetHeight - 12 : pointer.y + 18;
  tip.style.left = Math.max(4, x) + "px"; tip.style.top = Math.max(4, y) + "px";
}
function showTip(...kids) { clear($("tip")).append(...kids.flat().filter(Boolean)); $("tip").hidden = false; placeTip(); }
function hideTip() { $("tip").hidden = true; hovered = null; }
network.on("hoverNode", ({ node }) => {
  hovered = node;
  const n = nodes.get(node);
  const list = about.get(node).filter((s) => seen.statements.has(s));
  showTip(
    el("div", { class: "t" }, icon(n.type), n.label),
    el("div", { class: "m" }, [typeName(n.type), kindName(n)].filter(Boolean).join(" · ") + " · " + list.length + " " + t("statements")),
    n.full && n.full !== n.label ? el("div", { class: "m" }, n.full) : null,
    best(list).slice(0, 2).map((s) => el("p", {}, ...sentence(s, 90))),
  );
  network.redraw();
});
network.on("blurNode", () => { hideTip(); network.redraw(); });
network.on("hoverEdge", ({ edge }) => {
  const list = seen.pairs.get(edge);
  if (!list) return;
  const [a, b] = edge.split(SEP).map((id) => nodes.get(id).label);
  const names = [...new Set(list.map((s) => relationName(s.p) + (s.title ? "（" + s.title + "）" : "")))].join("、");
  showTip(el("div", { class: "t" }, short(a) + " → " + short(b)), el("div", { class: "m" }, names), el("p", {}, ...sentence(best(list)[0], 120)));
});
network.on("blurEdge", hideTip);
network.on("dragStart", hideTip);
function best(list) { return [...list].sort((a, b) => (a.text === undefined) - (b.text === undefined) || (b.sure || 0) - (a.sure || 0)); }

/* ---------------------------------------------------------------- sentences */

function sentence(s, most) {
  if (s.text === undefined) return [s.at || s.rule === undefined ? t("notext") : t(s.rule.startsWith("gazetteer") ? "gazetteer" : "nosentence", s.rule)];
  const text = DATA.sentences[s.text];
  const marks = s.marks || [];
  let start = 0, end = text.length;
  if (most && text.length > most) {
    const first = marks.length ? marks[0][0] : 0;
    start = Math.max(0, Math.min(first - 12, text.length - most)); end = Math.min(text.length, start + most);
  }
  const kids = [];
  if (start) kids.push("…");
  let at = start;
  for (const [from, to, which] of marks) {
    const a = Math.max(from, at), b = Math.min(to, end);
    if (a >= b) continue;
    if (a > at) kids.push(text.slice(at, a));
    kids.push(el("mark", { class: which ? "o" : "s" }, text.slice(a, b)));
    at = b;
  }
  if (at < end) kids.push(text.slice(at, end));
  if (end < text.length) kids.push("…");
  return kids;
}
function entityLink(id) {
  const n = nodes.get(id);
  return el("a", { class: "e", href: "#n=" + encodeURIComponent(id), title: n.full || n.label, onclick: (e) => { e.preventDefault(); select({ node: id }, true); } }, icon(n.type), n.label);
}
function sourceLine(s) {
  const a = s.article === undefined ? null : DATA.articles[s.article];
  const parts = [];
  if (a) parts.push(a.title || a.id, a.publication, a.source);
  if (s.at) parts.push(t("offsets", s.at[0], s.at[1]));
  if (s.sure !== undefined && !derived(s)) parts.push(t("confidence", s.sure));
  const line = el("div", { class: "src" }, ...tags(s), parts.filter(Boolean).join(" · "));
  if (a && state.article !== s.article) line.append(el("button", { type: "button", onclick: () => { state.article = s.article; state.ego = null; state.path = null; controls(); paint(); panel(); fit(); save(); } }, t("showonly")));
  return line;
}
function tags(s) {
  const kids = [];
  const day = (s.date || "").replace(/^--/, "");
  if (day) kids.push(el("span", { class: "tag" }, lasting.has(s.p) ? t("asof", day) : day));
  if (modalityOf(s) !== "asserted" && !derived(s)) kids.push(el("span", { class: "tag warn" }, modalityName(modalityOf(s))));
  return kids;
}
/* one fact and every sentence that states it; own is the node whose panel this is */
function fact(list, own) {
  const s = list[0];
  const head = el("div", { class: "head" });
  if (own) head.append(entityLink(s.s === own ? s.o : s.s));
  else head.append(entityLink(s.s), el("span", { class: "rel" }, relationName(s.p)), el("span", { class: "arrow" }, "→"), entityLink(s.o));
  if (s.title) head.append(el("span", { class: "tag title" }, s.title));
  const item = el("div", { class: "st" }, head);
  const quotes = el("div");
  item.append(quotes);
  paged(list, (x) => el("div", { class: "q" }, el("blockquote", {}, ...sentence(x)), sourceLine(x)), quotes, 3);
  const more = list.map((x) => DATA.more[x.id] || 0).reduce((a, b) => a + b, 0);
  if (more) item.append(el("div", { class: "src" }, t("further", more)));
  return item;
}
function facts(list) {
  const found = new Map();
  for (const s of list) {
    const key = [s.s, s.p, s.o, s.title || ""].join(SEP);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(s);
  }
  return [...found.values()];
}
function paged(list, render, into, size) {
  let done = 0;
  const button = el("button", { type: "button", class: "more", onclick: step });
  function step() {
    for (const s of list.slice(done, done + size)) into.insertBefore(render(s), button);
    done = Math.min(done + size, list.length);
    button.hidden = done >= list.length;
    button.textContent = t("more", list.length - done);
  }
  into.append(button); step();
}

/* ---------------------------------------------------------------- the panel */

function panel() {
  const box = clear($("panel"));
  box.scrollTop = 0;
  if (state.path && state.path.nodes) return pathPanel(box);
  if (state.path && !state.path.nodes) box.append(el("p", { class: "note" }, t("nopath", nodes.get(state.path.a).label, nodes.get(state.path.b).label)));
  if (state.sel && state.sel.node) return nodePanel(box, nodes.get(state.sel.node));
  if (state.sel && state.sel.edge) return edgePanel(box, ...state.sel.edge);
  overview(box);
}
function row(list, name, value) { if (value !== undefined && value !== "" && value !== null) list.append(el("dt", {}, name), el("dd", {}, value)); }
function nodePanel(box, n) {
  box.append(el("div", { class: "what" }, icon(n.type), [typeName(n.type), kindName(n)].filter(Boolean).join(" · ")), el("h3", {}, n.label));
  if (n.full && n.full !== n.label) box.append(el("p", { class: "full" }, n.full));
  const table = el("dl");
  const others = n.names.map((x) => x[0]).filter((x) => x !== n.label && x !== n.full);
  row(table, t("aliases"), others.join("、"));
  row(table, t("code"), n.code);
  row(table, t("mentions"), String(n.mentions));
  row(table, t("inarticles"), String(n.articles));
  row(table, t("community"), n.group === undefined ? "" : "#" + (n.group + 1));
  row(table, t("id"), n.id);
  box.append(table);
  const chips = el("div", { class: "chips" }, el("span", { class: "rel" }, t("hops")));
  for (const h of [1, 2, 3]) chips.append(el("button", { type: "button", class: state.ego && state.ego.node === n.id && state.ego.hops === h ? "on" : "", onclick: () => setEgo(n.id, h) }, t("hop", h)));
  box.append(chips);
  const other = el("input", { type: "search", placeholder: t("path") + " " + t("pathto"), "aria-label": t("path"), autocomplete: "off", id: "other" });
  const hits = el("ul", { id: "other-hits", class: "list" });
  other.addEventListener("input", () => { clear(hits); for (const h of lookup(other.value, 6)) if (h.node.id !== n.id) hits.append(el("li", {}, el("a", { class: "e", href: "#", onclick: (e) => { e.preventDefault(); findPath(n.id, h.node.id); } }, icon(h.node.type), h.node.label))); });
  other.addEventListener("keydown", (e) => { if (e.key === "Enter") { const h = lookup(other.value, 6).find((x) => x.node.id !== n.id); if (h) findPath(n.id, h.node.id); } });
  box.append(el("div", { class: "pick" }, other), hits);
  const visible = about.get(n.id).filter(passes);
  const hidden = about.get(n.id).length - visible.length;
  if (!visible.length) box.append(el("p", { class: "note" }, t("nothing")));
  const groups = new Map();
  for (const s of visible) {
    const key = s.p + SEP + (s.s === n.id ? "out" : "in");
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(s);
  }
  const order = [...groups].sort((a, b) => (b[0].startsWith("holdsPost") - a[0].startsWith("holdsPost")) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  for (const [key, list] of order) {
    const [p, way] = key.split(SEP);
    box.append(el("h4", {}, el("span", { class: "arrow" }, way === "out" ? "→" : "←"), relationName(p), el("span", { class: "n" }, String(list.length))));
    const into = el("div");
    box.append(into);
    paged(facts([...list].sort(byDate)), (f) => fact(f, n.id), into, 12);
  }
  if (hidden) box.append(el("p", { class: "note" }, t("hiddenn", hidden)));
}
function byDate(a, b) { return (b.from || "").localeCompare(a.from || "") || (a.text === undefined) - (b.text === undefined) || (b.sure || 0) - (a.sure || 0); }
function edgePanel(box, a, b) {
  const list = [...(pairs.get(a + SEP + b) || []), ...(pairs.get(b + SEP + a) || [])];
  const visible = list.filter(passes);
  box.append(el("div", { class: "what" }, t("between")));
  box.append(el("div", { class: "head" }, entityLink(a), el("span", { class: "arrow" }, "—"), entityLink(b)));
  const into = el("div");
  box.append(into);
  if (!visible.length) into.append(el("p", { class: "note" }, t("nothing")));
  paged(facts(visible.sort(byDate)), (f) => fact(f), into, 20);
  if (list.length > visible.length) box.append(el("p", { class: "note" }, t("hiddenn", list.length - visible.length)));
}
function pathPanel(box) {
  const steps = state.path.nodes;
  box.append(el("div", { class: "what" }, t("pathhead", steps.length - 1)), el("h3", {}, nodes.get(steps[0]).label + " — " + nodes.get(steps[steps.length - 1]).label));
  for (let i = 0; i + 1 < steps.length; i++) {
    const list = [...(pairs.get(steps[i] + SEP + steps[i + 1]) || []), ...(pairs.get(steps[i + 1] + SEP + steps[i]) || [])].filter(passes);
    box.append(el("h4", {}, String(i + 1) + " · " + nodes.get(steps[i]).label + " — " + nodes.get(steps[i + 1]).label));
    const into = el("div");
    box.append(into);
    paged(facts(best(list)), (f) => fact(f), into, 3);
  }
}
function overview(box) {
  box.append(el("h3", {}, t("overview")));
  box.append(el("div", { class: "big" },
    el("div", {}, el("b", {}, DATA.nodes.length.toLocaleString()), el("span", {}, t("entities"))),
    el("div", {}, el("b", {}, DATA.statements.length.toLocaleString()), el("span", {}, t("statements"))),
    el("div", {}, el("b", {}, DATA.articles.length.toLocaleString()), el("span", {}, t("articles")))));
  box.append(el("p", { class: "note" }, t("hint")));
  for (const type of ["Person", "Agency", "Initiative", "Community"]) {
    const top = byRank.filter((n) => n.type === type && seen.nodes.has(n.id) && about.get(n.id).length).slice(0, 6);
    if (!top.length) continue;
    box.append(el("h4", {}, icon(type), t("central", typeName(type))));
    box.append(el("ul", { class: "list" }, top.map((n) => el("li", {}, entityLink(n.id), el("span", { class: "n" }, String(about.get(n.id).length))))));
  }
  const groups = count(DATA.nodes.filter((n) => n.group !== undefined && seen.nodes.has(n.id)), (n) => n.group).filter(([, c]) => c > 3).sort((a, b) => a[0] - b[0]).slice(0, 12);
  if (groups.length) {
    const c = DATA.community;
    box.append(el("h4", {}, t("communities", c.seed, c.resolution, c.modularity)));
    box.append(el("ul", { class: "list" }, groups.map(([g, k]) => {
      const dot = document.createElementNS(SVG, "svg");
      dot.setAttribute("viewBox", "0 0 16 16"); dot.setAttribute("class", "icon");
      dot.append(shape("dot", g < DATA.palette.length - 1 ? DATA.palette[g] : DATA.palette[DATA.palette.length - 1], 6, 8, 8));
      const top = byRank.filter((n) => n.group === g && seen.nodes.has(n.id)).slice(0, 3).map((n) => short(n.label)).join("、");
      return el("li", {}, dot, el("a", { class: "e", href: "#", onclick: (e) => { e.preventDefault(); fit([...seen.nodes].filter((v) => nodes.get(v).group === g)); } }, top), el("span", { class: "n" }, t("members", k)));
    })));
  }
}

/* ---------------------------------------------------------------- search */

const LATIN = (x) => x.toLowerCase().replace(/ü/g, "v").replace(/[^0-9a-z]/g, "");
function lookup(query, most) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  const latin = LATIN(wanted);
  const plain = latin && /^[\x00-\x7fü]*$/.test(wanted);
  const found = [];
  for (const n of DATA.nodes) {
    let score = 0, why = "";
    for (const [name, pinyin, initials] of n.names) {
      const low = name.toLowerCase();
      let s = low === wanted ? 100 : low.startsWith(wanted) ? 80 : low.includes(wanted) ? 60 : 0;
      if (plain && !s) s = pinyin === latin ? 95 : initials === latin ? 70 : pinyin.startsWith(latin) ? 65 : initials.startsWith(latin) ? 45 : latin.length > 2 && pinyin.includes(latin) ? 40 : latin.length > 1 && initials.includes(latin) ? 25 : 0;
      if (s && name !== n.label) s -= 3;
      if (s > score) { score = s; why = name === n.label ? "" : name; }
    }
    if (!score && wanted.length > 3 && (n.id.toLowerCase() === wanted || n.code === wanted)) score = 90;
    if (score) found.push({ node: n, score, why });
  }
  return found.sort((a, b) => b.score - a.score || a.node.order - b.node.order).slice(0, most);
}
let hits = [], at = 0;
function showHits() {
  const box = clear($("hits"));
  hits = lookup($("search").value, 20);
  box.hidden = !$("search").value.trim();
  $("search").setAttribute("aria-expanded", String(!box.hidden));
  if (!hits.length) box.append(el("li", { class: "note" }, t("nohit")));
  at = Math.min(at, Math.max(0, hits.length - 1));
  hits.forEach((h, i) => box.append(el("li", { class: i === at ? "on" : "", role: "option", "data-id": h.node.id, onmousedown: (e) => { e.preventDefault(); choose(h); } },
    icon(h.node.type), el("span", { class: "name" }, h.node.label), el("span", { class: "why" }, (h.why ? short(h.why) + " · " : "") + (seen.nodes.has(h.node.id) ? kindName(h.node) || typeName(h.node.type) : t("hiddenhit"))))));
}
function choose(h) { $("hits").hidden = true; $("search").blur(); select({ node: h.node.id }, true); }
$("search").addEventListener("input", () => { at = 0; showHits(); });
$("search").addEventListener("focus", () => { if ($("search").value) showHits(); });
$("search").addEventListener("blur", () => { $("hits").hidden = true; });
$("search").addEventListener("keydown", (e) => {
  if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); at = Math.max(0, Math.min(hits.length - 1, at + (e.key === "ArrowDown" ? 1 : -1))); showHits(); }
  else if (e.key === "Enter") { showHits(); if (hits[at]) choose(hits[at]); }
  else if (e.key === "Escape") { $("search").value = ""; $("hits").hidden = true; $("search").blur(); }
});
document.addEventListener("keydown", (e) => {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
  if (e.key === "/") { e.preventDefault(); $("search").focus(); $("search").select(); }
  if (e.key === "Escape") { if (state.ego || state.path) leave(); else select(null); }
});

/* ---------------------------------------------------------------- filters */

function checks(box, items, hidden, name, mark) {
  clear(box);
  for (const [key, n] of items) {
    const input = el("input", { type: "checkbox", checked: !hidden.has(key), "data-key": key });
    input.addEventListener("change", () => { if (input.checked) hidden.delete(key); else hidden.add(key); changed(); });
    box.append(el("li", {}, el("label", { title: name(key) }, input, mark ? mark(key) : null, el("span", { class: "w" }, name(key)), el("span", { class: "n" }, String(n)))));
  }
}
function changed() { paint(); panel(); save(); }
function controls() {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t);
  for (const [id, key] of [["b-fit", "fit"], ["b-link", "link"], ["b-export", "export"], ["b-png", "png"], ["b-svg", "svg"], ["b-csv-nodes", "csvn"], ["b-csv-edges", "csve"], ["b-lang", "lang"], ["b-reset", "reset"], ["r-all", "all"], ["r-none", "none"]]) $(id).textContent = t(key);
  $("search").placeholder = t("search"); $("search").setAttribute("aria-label", t("search"));
  checks($("types"), TYPES, state.types, typeName, (k) => icon(k));
  checks($("relations"), RELATIONS, state.relations, relationName);
  checks($("modalities"), MODALITIES, state.modalities, modalityName);
  for (const kind of ["undated", "yearless"]) {
    const n = DATA.statements.filter((s) => bucket(s) === kind).length;
    $(kind).checked = state[kind]; $(kind + "-n").textContent = String(n);
    $(kind).closest("label").hidden = !n;
  }
  $("isolates").checked = state.isolates;
  $("isolates-n").textContent = String(DATA.nodes.filter((n) => !about.get(n.id).length).length);
  const colour = clear($("colour"));
  for (const [value, key] of [["type", "bytype"], ["group", "bygroup"]]) colour.append(el("option", { value, selected: state.colour === value }, t(key)));
  const article = clear($("article"));
  article.append(el("option", { value: "-1" }, t("allarticles") + "（" + DATA.articles.length + "）"));
  DATA.articles.map((a, i) => [a, i]).sort((x, y) => (y[0].date || "").localeCompare(x[0].date || "") || x[1] - y[1]).forEach(([a, i]) =>
    article.append(el("option", { value: String(i) }, [a.date ? a.date.replace(/^--/, "") : "", short(a.title || a.id)].filter(Boolean).join(" "))));
  article.value = String(state.article);
  $("when").hidden = months.length < 2;
  if (months.length > 1) {
    for (const id of ["from", "to"]) $(id).max = String(months.length - 1);
    $("from").value = String(state.from); $("to").value = String(state.to < 0 ? months.length - 1 : state.to);
    bars();
  }
}
function monthName(month) {
  if (!month.startsWith(NO_YEAR)) return month;
  const m = Number(month.slice(5));
  return state.lang === "zh" ? m + "月" : "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[m - 1];
}
function bars() {
  const box = clear($("bars"));
  const first = state.from, last = state.to < 0 ? months.length - 1 : state.to;
  const slots = Math.min(months.length, 72);
  const filled = Array(slots).fill(0);
  const slotOf = (m) => Math.min(slots - 1, Math.floor((m * slots) / months.length));
  const number = new Map(months.map((m, i) => [m, i]));
  for (const s of DATA.statements) if (s.from && !bucket(s) && number.has(s.from.slice(0, 7))) filled[slotOf(number.get(s.from.slice(0, 7)))] += 1;
  const most = Math.max(1, ...filled);
  filled.forEach((n, i) => {
    const bar = el("i", { class: i < slotOf(first) || i > slotOf(last) ? "out" : "" });
    bar.style.height = Math.round((Math.sqrt(n / most)) * 100) + "%";
    box.append(bar);
  });
  $("span").textContent = monthName(months[first]) + " – " + monthName(months[last]);
}
for (const id of ["from", "to"]) {
  $(id).setAttribute("aria-label", id);
  $(id).addEventListener("input", () => {
    let a = Number($("from").value), b = Number($("to").value);
    if (a > b) { if (id === "from") a = b; else b = a; $(id).value = String(id === "from" ? a : b); }
    state.from = a; state.to = b === months.length - 1 ? -1 : b;
    bars(); paint(); save();
  });
  $(id).addEventListener("change", panel);
}
for (const kind of ["undated", "yearless"]) $(kind).addEventListener("change", () => { state[kind] = $(kind).checked; changed(); });
$("isolates").addEventListener("change", () => { state.isolates = $("isolates").checked; changed(); });
$("article").addEventListener("change", () => { state.article = Number($("article").value); state.ego = null; state.path = null; changed(); fit(); });
$("colour").addEventListener("change", () => { state.colour = $("colour").value; changed(); });
$("r-all").addEventListener("click", () => { state.relations.clear(); controls(); changed(); });
$("r-none").addEventListener("click", () => { for (const [p] of RELATIONS) state.relations.add(p); controls(); changed(); });
$("b-reset").addEventListener("click", () => { const lang = state.lang; state = fresh(); state.lang = lang; controls(); paint(); select(null); fit(); });
$("b-fit").addEventListener("click", () => fit());
$("b-lang").addEventListener("click", () => { state.lang = state.lang === "zh" ? "en" : "zh"; controls(); paint(); panel(); save(); });
$("z-in").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.3, animation: { duration: 150 } }));
$("z-out").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.3, animation: { duration: 150 } }));
$("b-export").addEventListener("click", (e) => { e.stopPropagation(); $("exports").hidden = !$("exports").hidden; $("b-export").setAttribute("aria-expanded", String(!$("exports").hidden)); });
document.addEventListener("click", () => { $("exports").hidden = true; });

/* ---------------------------------------------------------------- the address */

let timer = 0, loading = false;
function saveSoon() { clearTimeout(timer); timer = setTimeout(save, 400); }
function save() {
  if (loading) return;
  const q = new URLSearchParams();
  q.set("lang", state.lang);
  if (state.sel && state.sel.node) q.set("n", state.sel.node);
  if (state.sel && state.sel.edge) q.set("e", state.sel.edge.join("~~"));
  if (state.types.size) q.set("t", [...state.types].join(","));
  if (state.relations.size) q.set("r", [...state.relations].join(","));
  if (state.modalities.size) q.set("m", [...state.modalities].join(","));
  if (state.from > 0 || state.to >= 0) q.set("d", months[state.from] + ".." + months[state.to < 0 ? months.length - 1 : state.to]);
  if (!state.undated) q.set("u", "0");
  if (!state.yearless) q.set("y", "0");
  if (!state.isolates) q.set("i", "0");
  if (state.article >= 0) q.set("a", DATA.articles[state.article].id);
  if (state.ego) q.set("ego", state.ego.hops + "~~" + state.ego.node);
  if (state.path) q.set("path", state.path.a + "~~" + state.path.b);
  if (state.colour !== "type") q.set("c", state.colour);
  if (state.everything && DATA.nodes.length > DATA.limits.nodes) q.set("all", "1");
  const p = network.getViewPosition();
  q.set("v", [Math.round(p.x), Math.round(p.y), network.getScale().toFixed(3)].join(","));
  try { history.replaceState(null, "", "#" + q.toString()); } catch (e) { /* in a frame without an address */ }
}
function load() {
  let q;
  try { q = new URLSearchParams(location.hash.slice(1)); } catch (e) { return false; }
  const set = (name) => new Set((q.get(name) || "").split(",").filter(Boolean));
  state = fresh();
  if (["zh", "en"].includes(q.get("lang"))) state.lang = q.get("lang");
  state.types = set("t"); state.relations = set("r"); state.modalities = set("m");
  const [a, b] = (q.get("d") || "").split("..");
  if (a && months.includes(a)) state.from = months.indexOf(a);
  if (b && months.includes(b) && months.indexOf(b) < months.length - 1) state.to = months.indexOf(b);
  state.undated = q.get("u") !== "0"; state.yearless = q.get("y") !== "0"; state.isolates = q.get("i") !== "0";
  state.article = DATA.articles.findIndex((x) => x.id === q.get("a"));
  if (q.get("c") === "group") state.colour = "group";
  if (q.get("all") === "1") state.everything = true;
  if (nodes.has(q.get("n"))) state.sel = { node: q.get("n") };
  const edge = (q.get("e") || "").split("~~");
  if (edge.length === 2 && nodes.has(edge[0]) && nodes.has(edge[1])) state.sel = { edge };
  const [hops, ego] = (q.get("ego") || "").split("~~");
  if (nodes.has(ego) && ["1", "2", "3"].includes(hops)) state.ego = { node: ego, hops: Number(hops) };
  controls();
  const ends = (q.get("path") || "").split("~~");
  loading = true;
  paint();
  if (ends.length === 2 && nodes.has(ends[0]) && nodes.has(ends[1])) findPath(ends[0], ends[1]);
  if (state.sel && state.sel.node) network.selectNodes([state.sel.node], false);
  panel();
  loading = false;
  const v = (q.get("v") || "").split(",").map(Number);
  if (v.length === 3 && v.every(Number.isFinite) && v[2] > 0.005 && v[2] < 20) network.moveTo({ position: { x: v[0], y: v[1] }, scale: v[2] });
  else if (state.sel && state.sel.node && !state.ego) network.moveTo({ position: network.getPosition(state.sel.node), scale: 1 });
  else frame(opening(), false);
}
window.addEventListener("hashchange", load);
$("b-link").addEventListener("click", () => {
  save();
  const done = (ok) => toast(t(ok ? "copied" : "notcopied"));
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(location.href).then(() => done(true), () => done(false));
  else {
    const area = el("textarea", { value: location.href });
    document.body.append(area); area.select();
    let ok = false;
    try { ok = document.execCommand("copy"); } catch (e) { ok = false; }
    area.remove(); done(ok);
  }
});
function toast(text) { $("toast").textContent = text; $("toast").hidden = false; setTimeout(() => { $("toast").hidden = true; }, 1800); }

/* ---------------------------------------------------------------- taking things away */

function download(name, blob) {
  const url = URL.createObjectURL(blob);
  const a = el("a", { href: url, download: name });
  document.body.append(a); a.click(); a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
}
function cell(value) {
  let text = value === undefined || value === null ? "" : String(value);
  if (typeof value !== "number" && /^[=+\-@\t\r\n＝＋－＠]/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}
function csv(header, rows) { return "\ufeff" + [header, ...rows].map((r) => r.map(cell).join(",")).join("\n") + "\n"; }
function nodesCsv() {
  return csv(["id", "label", "type", "kind", "full_name", "code", "aliases", "mentions", "articles", "pagerank", "modularity_class", "x", "y"],
    DATA.nodes.filter((n) => seen.nodes.has(n.id)).map((n) => [n.id, n.label, n.type, n.kind, n.full, n.code, n.names.map((x) => x[0]).filter((x) => x !== n.label && x !== n.full).join("|"), n.mentions, n.articles, n.rank, n.group, n.x, n.y]));
}
function edgesCsv() {
  return csv(["id", "source", "source_label", "predicate", "target", "target_label", "title", "date", "modality", "evidence", "article", "file", "span_start", "span_end", "confidence"],
    DATA.statements.filter((s) => seen.statements.has(s)).map((s) => {
      const a = s.article === undefined ? {} : DATA.articles[s.article];
      return [s.id, s.s, nodes.get(s.s).label, s.p, s.o, nodes.get(s.o).label, s.title, s.date, modalityOf(s), s.text === undefined ? "" : DATA.sentences[s.text], a.id, a.source, s.at && s.at[0], s.at && s.at[1], s.sure];
    }));
}
const TEXT = "text/csv;charset=utf-8";
$("b-csv-nodes").addEventListener("click", () => download("nodes.csv", new Blob([nodesCsv()], { type: TEXT })));
$("b-csv-edges").addEventListener("click", () => download("edges.csv", new Blob([edgesCsv()], { type: TEXT })));
function legendTypes() { return TYPES.map(([k]) => k).filter((k) => DATA.nodes.some((n) => n.type === k && seen.nodes.has(n.id))); }
function picture(done) {
  const source = network.canvas.frame.canvas;
  const ratio = network.canvas.pixelRatio || 1, strip = Math.round(46 * ratio);
  const out = document.createElement("canvas");
  out.width = source.width; out.height = source.height + strip;
  const ctx = out.getContext("2d");
  ctx.fillStyle = "#ffffff"; ctx.fillRect(0, 0, out.width, out.height);
  ctx.drawImage(source, 0, 0);
  ctx.scale(ratio, ratio);
  ctx.font = "13px " + FONT; ctx.textBaseline = "middle";
  let x = 18;
  const y = source.height / ratio + 23;
  for (const type of legendTypes()) {
    const [colour, kind] = styleOf(type);
    ctx.fillStyle = colour; ctx.beginPath();
    if (OUTLINE[kind]) OUTLINE[kind].forEach(([a, b], i) => (i ? ctx.lineTo(x + a * 7, y + b * 7) : ctx.moveTo(x + a * 7, y + b * 7)));
    else ctx.arc(x, y, 7, 0, 2 * Math.PI);
    ctx.closePath(); ctx.fill();
    ctx.fillStyle = "#1d2733"; ctx.fillText(typeName(type), x + 13, y);
    x += 34 + ctx.measureText(typeName(type)).width;
  }
  out.toBlob(done, "image/png");
}
$("b-png").addEventListener("click", () => picture((blob) => download("xianzhi.png", blob)));
function vector() {
  const list = DATA.nodes.filter((n) => seen.nodes.has(n.id));
  const place = network.getPositions(list.map((n) => n.id));
  const xs = list.map((n) => place[n.id].x), ys = list.map((n) => place[n.id].y);
  const low = [Math.min(...xs, 0) - 90, Math.min(...ys, 0) - 60], high = [Math.max(...xs, 0) + 90, Math.max(...ys, 0) + 90];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("xmlns", SVG);
  svg.setAttribute("viewBox", [low[0], low[1], high[0] - low[0], high[1] - low[1]].join(" "));
  svg.setAttribute("font-family", FONT.replace(/"/g, "'"));
  const add = (name, attributes, text) => {
    const e = document.createElementNS(SVG, name);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, String(v));
    if (text !== undefined) e.textContent = text;
    svg.append(e);
  };
  add("rect", { x: low[0], y: low[1], width: high[0] - low[0], height: high[1] - low[1], fill: "#ffffff" });
  for (const key of seen.pairs.keys()) {
    const [a, b] = key.split(SEP).map((id) => place[id]);
    add("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: GREY, "stroke-width": 1.2 });
  }
  for (const n of list) {
    const e = shape(n.shape, colourOf(n), n.size, place[n.id].x, place[n.id].y);
    e.setAttribute("stroke", "#ffffff"); e.setAttribute("stroke-width", "1.5");
    svg.append(e);
  }
  const paper = document.createElement("canvas").getContext("2d");
  const spot = (n) => [place[n.id].x - low[0], place[n.id].y - low[1], n.size, Math.round(Math.min(15, 10.5 + n.size * 0.22))];
  const inOrder = [...list].sort((a, b) => a.order - b.order);
  for (const { text, px, x, y } of plan(paper, inOrder, spot, [high[0] - low[0], high[1] - low[1]], Infinity, () => false, () => false).found) {
    add("text", { x: (x + low[0]).toFixed(1), y: (y + low[1] + px * 0.86).toFixed(1), "font-size": px, "text-anchor": "middle", fill: "#1d2733", stroke: "#ffffff", "stroke-width": 2.5, "paint-order": "stroke" }, text);
  }
  let x = low[0] + 20;
  for (const type of legendTypes()) {
    const [colour, kind] = styleOf(type);
    svg.append(shape(kind, colour, 8, x, high[1] - 20));
    add("text", { x: x + 14, y: high[1] - 15, "font-size": 14, fill: "#1d2733" }, typeName(type));
    x += 34 + 14 * [...typeName(type)].length;
  }
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg);
}
$("b-svg").addEventListener("click", () => download("xianzhi.svg", new Blob([vector()], { type: "image/svg+xml" })));

/* ---------------------------------------------------------------- go */

load();
window.xianzhi = { network, nodesCsv, edgesCsv, vector, picture, get state() { return state; }, get seen() { return seen; }, lookup, select, setEgo, findPath };
document.documentElement.dataset.ready = "1";
})();
